// What to do: the plan if one was made, and all controls that help by what they would take away.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/render/html/page.h"
#include "compiler/render/plan_words.h"
#include "rules/to_do.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

constexpr size_t MostShown = 10;  // of the ranking; the rest is folded

void write_code(HtmlWriter& html, std::string_view text) {
  html.raw("<code>").text(text).raw("</code>");
}

// A sentence with names and statements between backticks.
void write_sentence(HtmlWriter& html, std::string_view text) {
  for (bool code = false; !text.empty(); code = !code) {
    const size_t end = std::min(text.find('`'), text.size());
    if (code) {
      write_code(html, text.substr(0, end));
    } else {
      html.text(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void write_change(HtmlWriter& html, int before, int after) {
  html.open("span", " class=\"change\"");
  write_level(html, rules::Interval{before, before}, true);
  html.raw(" → ");
  write_level(html, rules::Interval{after, after}, true);
  html.close("span");
}

void write_step(HtmlWriter& html, const Page& page, const PlanWords& words, size_t number,
                const plan::Step& step) {
  html.raw(fmt::format("<tr><td data-label=\"Step\">{}</td>", number));
  html.raw("<th scope=\"row\" data-label=\"Control\">");
  const model::EntityId control = page.model.controls[step.control].entity;
  html.link(page.model.text_of(control, "url"), words.title(step));
  html.raw("</th><td data-label=\"Cost\">").raw(amount(step.price.amount));
  html.raw(step.price.estimated ? " <span class=\"quiet\">estimated</span>" : "").raw("</td>");
  html.raw("<td data-label=\"Takes away\">");
  if (step.changes.empty()) {
    html.raw("nothing by itself; it is needed beside the others");
  } else {
    html.open("ul", " class=\"links\"");
    for (const plan::Change& change : step.changes) {
      html.open("li");
      write_finding_link(html, page, page.assessment.findings[change.finding]);
      html.raw(" ");
      write_change(html, change.before, change.after);
      html.close("li");
    }
    html.close("ul");
  }
  html.raw("</td><td data-label=\"Statement\">");
  write_code(html, words.statement(step));
  html.raw("</td>").close("tr");
}

void write_steps(HtmlWriter& html, const Page& page, const PlanInput& input,
                 const PlanWords& words) {
  open_table(html, "steps-table",
             "Steps of the plan, those first that take away most risk for their cost",
             {"Step", "Control", "Cost", "Takes away", "Statement"}, " class=\"stacking\"");
  for (size_t i = 0; i < input.plan.steps.size(); ++i) {
    write_step(html, page, words, i + 1, input.plan.steps[i]);
  }
  close_table(html);
}

// Why a finding stays above the target, and what else can be done about it.
void write_left(HtmlWriter& html, const PlanInput& input, const PlanWords& words,
                const plan::Goal& goal) {
  html.element("p", words.why_left(goal));
  if (!input.plan.is_out_of_reach(goal)) {
    return;
  }
  html.open("ul");
  if (const auto ways = input.ways_out.find(goal.finding); ways != input.ways_out.end()) {
    for (const WayOut& way : ways->second) {
      html.open("li");
      write_sentence(html, way.change);
      html.raw(": ").text(way.result).close("li");
    }
  }
  for (const std::string& treatment : words.treatments(goal)) {
    html.raw("<li>or ");
    write_code(html, treatment);
    html.close("li");
  }
  html.close("ul");
}

void write_goals(HtmlWriter& html, const Page& page, const PlanInput& input,
                 const PlanWords& words) {
  open_table(html, "goals-table",
             fmt::format("What becomes of what is above {}", rules::word(input.plan.target)),
             {"Finding", "Now", "With the plan", "What stays"}, " class=\"stacking\"");
  for (const plan::Goal& goal : input.plan.goals) {
    html.raw("<tr><th scope=\"row\" data-label=\"Finding\">");
    write_finding_link(html, page, page.assessment.findings[goal.finding]);
    html.raw("</th><td data-label=\"Now\">");
    write_level(html, rules::Interval{goal.before, goal.before}, true);
    html.raw("</td><td data-label=\"With the plan\">");
    write_level(html, rules::Interval{goal.after, goal.after}, true);
    html.raw("</td><td data-label=\"What stays\">");
    if (input.plan.is_reached(goal)) {
      html.raw("<span class=\"status level-ok\">");
      write_sign(html, "countered");
      html.raw("within the target</span>");
    } else {
      write_left(html, input, words, goal);
    }
    html.raw("</td>").close("tr");
  }
  close_table(html);
}

void write_made_plan(HtmlWriter& html, const Page& page, const PlanInput& input) {
  const PlanWords words(input);
  html.raw("<p class=\"headline\">").text(diagram::upper_first(words.headline())).raw(".</p>\n");
  if (!input.plan.steps.empty()) {
    write_steps(html, page, input, words);
  }
  if (!input.plan.goals.empty()) {
    write_goals(html, page, input, words);
  }
  html.open("ul", " class=\"hint\"");
  for (const std::string& note : words.notes()) {
    html.open("li");
    write_sentence(html, note);
    html.raw(".").close("li");
  }
  html.close("ul");
}

void write_rank(HtmlWriter& html, const Page& page, const rules::ControlToDo& row) {
  const model::EntityId control = page.model.controls[row.control].entity;
  html.raw("<tr><th scope=\"row\" data-label=\"Control\">");
  html.link(page.model.text_of(control, "url"), page.model.label_of(control));
  html.raw("</th><td data-label=\"State\">");
  write_control_state(html, row.state);
  html.raw("</td><td data-label=\"Lowers\" class=\"numbers\">");
  for (const rules::FindingId id : row.findings) {
    const rules::Finding& finding = page.assessment.findings[id];
    html.open("a", attribute("href", "#" + finding_anchor(finding)));
    write_number(html, finding);
    html.close("a").raw(" ");
  }
  html.raw("</td>");
  const std::string cost = page.model.text_of(control, "cost");
  html.element("td", cost.empty() ? "–" : cost, " data-label=\"Cost\"");
  html.element("td", page.model.text_of(control, "summary"), " data-label=\"Why and how\"");
  html.close("tr");
}

void write_ranks(HtmlWriter& html, const Page& page, std::string_view id, std::string_view caption,
                 std::span<const rules::ControlToDo> rows) {
  open_table(html, id, caption, {"Control", "State", "Lowers", "Cost", "Why and how"},
             " class=\"stacking ranks\"");
  for (const rules::ControlToDo& row : rows) {
    write_rank(html, page, row);
  }
  close_table(html);
}

void write_ranking(HtmlWriter& html, const Page& page,
                   const std::vector<rules::ControlToDo>& controls) {
  html.raw("<h3>Controls by what each would take away</h3>");
  const std::span<const rules::ControlToDo> all = controls;
  const size_t shown = std::min(all.size(), MostShown);
  write_ranks(html, page, "plan-table", "Controls that would take away most of what applies",
              all.first(shown));
  if (shown < all.size()) {
    html.raw(
        fmt::format("<details class=\"more-ranks\"><summary>{} that would take away less"
                    "</summary>",
                    rules::counted(all.size() - shown, "further control")));
    write_ranks(html, page, "plan-table-rest", "Further controls", all.subspan(shown));
    html.close("details");
  }
}

void write_item(HtmlWriter& html, const Page& page, model::EntityId control,
                const std::string& title, const std::string& facts) {
  html.open("li").element("strong", title).raw(" ").text(facts);
  html.element("p", page.model.text_of(control, "summary")).close("li");
}

void write_first_of_plan(HtmlWriter& html, const Page& page, const PlanInput& input, size_t most) {
  const PlanWords words(input);
  html.raw("<p>").text(diagram::upper_first(words.headline())).raw(".</p>");
  if (input.plan.steps.empty()) {
    return;
  }
  html.open("ol", " class=\"plain\"");
  for (size_t i = 0; i < std::min(input.plan.steps.size(), most); ++i) {
    const plan::Step& step = input.plan.steps[i];
    write_item(html, page, page.model.controls[step.control].entity, words.title(step),
               fmt::format("lowers {}, {}", rules::counted(step.changes.size(), "finding"),
                           words.price(step)));
  }
  html.close("ol");
}

void write_first_of_ranking(HtmlWriter& html, const Page& page,
                            std::span<const rules::ControlToDo> controls) {
  html.open("ol", " class=\"plain\"");
  for (const rules::ControlToDo& row : controls) {
    const model::EntityId control = page.model.controls[row.control].entity;
    const std::string cost = page.model.text_of(control, "cost");
    write_item(html, page, control, page.model.label_of(control),
               fmt::format("lowers {}{}", rules::counted(row.findings.size(), "finding"),
                           cost.empty() ? "" : fmt::format(", {} cost", cost)));
  }
  html.close("ol");
}

}  // namespace

void write_plan(HtmlWriter& html, const Page& page) {
  const auto controls = rules::controls_to_do(page.assessment);
  if (page.input.plan != nullptr) {
    write_made_plan(html, page, *page.input.plan);
  } else if (!controls.empty()) {
    html.raw(
        "<p class=\"note\">These are controls one by one, not a plan: several of them may lower "
        "the same risk. <code>aixc FILE -o report.html --plan</code> puts the cheapest set that "
        "keeps every risk within the appetite here, and proves it.</p>\n");
  }
  if (!controls.empty()) {
    write_ranking(html, page, controls);
  }
}

void write_first_steps(HtmlWriter& html, const Page& page, size_t most) {
  auto controls = rules::controls_to_do(page.assessment);
  if (const PlanInput* input = page.input.plan) {
    write_first_of_plan(html, page, *input, most);
    const auto& steps = input->plan.steps;
    std::erase_if(controls, [&](const rules::ControlToDo& row) {
      return std::ranges::count(steps, row.control, &plan::Step::control) > 0;
    });
    controls.resize(std::min(controls.size(), most - std::min(steps.size(), most)));
    html.raw(controls.empty() ? "" : "<h4>Beyond the plan</h4>");
  } else {
    controls.resize(std::min(controls.size(), most));
    html.raw(controls.empty() ? "<p>No control is missing for what applies.</p>" : "");
  }
  if (!controls.empty()) {
    write_first_of_ranking(html, page, controls);
  }
}

}  // namespace aixc::render
