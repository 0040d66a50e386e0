#include "compiler/lsp/pages.h"

#include <algorithm>

#include <fmt/core.h>

#include "compiler/model/places.h"
#include "compiler/model/type_text.h"
#include "compiler/pages/vocabulary.h"
#include "rules/duties.h"
#include "rules/passes/threats.h"
#include "rules/words.h"

namespace aixc::lsp {
namespace {

using rules::Finding;
using rules::Status;

constexpr size_t MostFindings = 12;

// `**what** name — label`
std::string heading(std::string_view what, std::string_view name, std::string_view label) {
  const bool titled = !label.empty() && label != name;
  return fmt::format("**{}** `{}`{}\n", what, name, titled ? " — " + markdown(label) : "");
}

std::string paragraph(std::string_view text) {
  return text.empty() ? "" : "\n" + markdown(text) + "\n";
}

std::string section(std::string_view title, std::string_view text) {
  return text.empty() ? "" : fmt::format("\n**{}:** {}\n", title, markdown(text));
}

template <typename Items, typename Function>
std::string joined(const Items& items, Function text_of) {
  std::string text;
  for (const auto& item : items) {
    text += (text.empty() ? "" : ", ") + text_of(item);
  }
  return text;
}

}  // namespace

std::string markdown(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (std::string_view("\\*_`[]<>#|").find(c) != std::string_view::npos) {
      result += '\\';
    }
    result += c;
  }
  return result;
}

std::string Pages::of(const model::Named& named) const {
  struct Visitor {
    const Pages& pages;
    std::string operator()(model::EntityId id) const { return pages.entity(id); }
    std::string operator()(model::KindId id) const { return pages.kind(id); }
    std::string operator()(model::AttributeId id) const { return pages.attribute(id); }
    std::string operator()(model::RelationId id) const { return pages.relation(id); }
    std::string operator()(model::PathClassId id) const { return pages.path(id); }
  };
  return std::visit(Visitor{*this}, named);
}

std::string Pages::name(model::KindId id) const {
  return id ? fmt::format("`{}`", model_.text(model_.kinds[id].name)) : "";
}

// ---- the system ---------------------------------------------------------------------------------

std::string Pages::entity(model::EntityId id) const {
  switch (model_.kinds[model_.entities[id].kind].family) {
    case model::Family::Threat:
      return knowledge(id, "threat");
    case model::Family::Control:
      return knowledge(id, "control");
    case model::Family::Element:
    case model::Family::Party:
    case model::Family::Data:
    case model::Family::System:
    case model::Family::Flow:
    case model::Family::Taxonomy:
    case model::Family::Relation:
    case model::Family::View:
    case model::Family::Treatment:
    case model::Family::Other:
      break;
  }
  return element(id);
}

std::string Pages::element(model::EntityId id) const {
  const model::Entity& entity = model_.entities[id];
  std::string text =
      heading(model_.text(model_.kinds[entity.kind].name), entity.path, entity.label);
  if (entity.party) {
    text += fmt::format("\noperated by {}{}\n", markdown(model_.label_of(entity.party)),
                        entity.states_party ? "" : " (inherited)");
  }
  text += paragraph(entity.doc);
  if (entity.implied) {
    text += "\nnamed by a payload only; `data " + entity.path + " { … }` says more about it\n";
  }
  return text + findings_of(id);
}

std::string Pages::findings_of(model::EntityId id) const {
  const auto& assessment = analysis_.assessment();
  const model::Family family = model_.kinds[model_.entities[id].kind].family;
  if (family != model::Family::Element && family != model::Family::System) {
    return {};
  }
  if (!assessment) {
    return analysis_.compilation().sink.has_errors() ? "\n*no findings while the text has errors*\n"
                                                     : "";
  }
  std::string text;
  size_t shown = 0;
  size_t dismissed = 0;
  for (const Finding& one : assessment->findings) {
    if (one.element != id) {
      continue;
    }
    if (one.status == Status::NotApplicable) {
      ++dismissed;
    } else if (++shown <= MostFindings) {
      text += finding(one);
    }
  }
  if (shown > MostFindings) {
    text += fmt::format("- and {} more\n", shown - MostFindings);
  }
  std::string title = shown == 0 ? "no findings" : rules::counted(shown, "finding");
  title += dismissed == 0 ? "" : fmt::format(", {} dismissed", dismissed);
  return fmt::format("\n---\n**{}**\n\n{}", title, text);
}

// `- **high** Direct prompt injection: because …`
std::string Pages::finding(const Finding& finding) const {
  const std::string level = rules::level_text(finding.risk.residual);
  std::string state;
  if (finding.status == Status::Applies) {
    state = level.empty() ? "applies" : level;
  } else {
    state = std::string(rules::word(finding.status));
  }
  std::string text = fmt::format("- **{}** {}", state, markdown(model_.title(finding.threat)));
  if (!finding.raised.empty() && !finding.raised.front().because.empty()) {
    text += ": " + markdown(finding.raised.front().because);
  }
  text += "\n";
  for (const rules::Dependency& about : finding.depends_on) {
    const std::string& ask = model_.attributes[about.attribute].ask;
    text += fmt::format(
        "  - depends on `{}`{}\n", rules::attribute_path(model_, about.entity, about.attribute),
        ask.empty() ? ""
                    : fmt::format(" (`{}`)", model::type_text(
                                                 model_, model_.attributes[about.attribute].type)));
  }
  const auto missing = rules::missing_controls(model_, finding);
  if (finding.status == Status::Applies && !missing.empty()) {
    text +=
        fmt::format("  - would help most: {}\n", markdown(model_.title(missing.front()->control)));
  }
  return text;
}

std::string Pages::of(const model::Flow& flow) const {
  std::string text = fmt::format("**flow** {} → {}\n", markdown(model_.label_of(flow.from)),
                                 markdown(model_.label_of(flow.to)));
  if (flow.relation) {
    const model::Relation& relation = model_.relations[flow.relation];
    text += fmt::format("\nrelation `{}`{}\n", model_.text(relation.name),
                        relation.carries ? "" : ", which carries no data");
    text += paragraph(relation.doc);
  }
  const auto crossed = model::boundaries_crossed(model_, flow);
  if (!crossed.empty()) {
    text += fmt::format("\ncrosses {}\n", joined(crossed, [&](model::EntityId boundary) {
                          return markdown(model_.label_of(boundary));
                        }));
  }
  return text;
}

// ---- the library --------------------------------------------------------------------------------

std::string Pages::knowledge(model::EntityId id, std::string_view what) const {
  const model::Entity& entity = model_.entities[id];
  std::string text = heading(what, model_.text(entity.name), entity.label);
  text += paragraph(entity.doc) + paragraph(model_.text_of(id, "summary"));
  text += section("How", model_.text_of(id, "how"));
  text += section("What to do", model_.text_of(id, "fix"));
  text += section("How to see that it is done", model_.text_of(id, "verify"));
  text += related(id);
  const std::string url = model_.text_of(id, "url");
  return url.starts_with("https://") ? text + fmt::format("\n[{}]({})\n", url, url) : text;
}

// The controls of a threat, the threats of a control.
std::string Pages::related(model::EntityId id) const {
  const auto title = [&](auto it) { return markdown(model_.title(it)); };
  for (const model::Threat& threat : model_.threats) {
    if (threat.entity == id && !threat.controls.empty()) {
      return fmt::format("\n**Controls:** {}\n", joined(threat.controls, title));
    }
  }
  const model::ControlId control = model_.find_control(model_.name_of(id));
  if (!control || model_.controls[control].entity != id) {
    return {};
  }
  std::vector<model::ThreatId> against;
  for (size_t i = 0; i < model_.threats.size(); ++i) {
    if (std::ranges::count(model_.threats[model::ThreatId(i)].controls, control) > 0) {
      against.emplace_back(i);
    }
  }
  if (model_.controls[control].general) {
    return "\n**Helps against:** every threat\n";
  }
  return against.empty() ? "" : fmt::format("\n**Helps against:** {}\n", joined(against, title));
}

std::string Pages::kind(model::KindId id) const {
  const model::Kind& kind = model_.kinds[id];
  std::string text = heading("kind", model_.text(kind.name), kind.label) + paragraph(kind.doc);
  std::string above;
  for (model::KindId up = kind.parent; up; up = model_.kinds[up].parent) {
    above += (above.empty() ? "\nis " : ", ") + name(up);
  }
  text += above.empty() ? "" : above + "\n";
  std::vector<model::AttributeId> given;
  std::ranges::copy_if(pages::attributes_of(model_, id), std::back_inserter(given),
                       [&](model::AttributeId one) { return !model_.attributes[one].derived; });
  const auto attribute_text = [&](model::AttributeId one) {
    return fmt::format("`{}`", model_.text(model_.attributes[one].name));
  };
  return given.empty()
             ? text
             : text + fmt::format("\n**Attributes:** {}\n", joined(given, attribute_text));
}

std::string Pages::attribute(model::AttributeId id) const {
  const model::AttributeDeclaration& attribute = model_.attributes[id];
  std::string text = fmt::format(
      "**attribute** `{}.{}`: `{}`{}\n", model_.text(model_.kinds[attribute.owner].name),
      model_.text(attribute.name), model::type_text(model_, attribute.type),
      attribute.derived ? ", derived from the drawing" : "");
  text += paragraph(attribute.ask) + paragraph(attribute.doc);
  const model::Assignment* assumed = model_.default_of(attribute.owner, id);
  if (assumed != nullptr) {
    text += fmt::format("\nassumed: `{}`\n", rules::value_text(model_, assumed->value));
  }
  return text;
}

std::string Pages::relation(model::RelationId id) const {
  const model::Relation& relation = model_.relations[id];
  const auto kind_text = [&](model::KindId kind) { return name(kind); };
  return heading("relation", model_.text(relation.name), relation.label) + paragraph(relation.doc) +
         fmt::format("\nfrom {} to {}{}\n", joined(relation.from, kind_text),
                     joined(relation.to, kind_text), relation.carries ? "" : "; carries no data");
}

std::string Pages::path(model::PathClassId id) const {
  const model::PathClass& path = model_.paths[id];
  return heading("path", model_.text(path.name), path.label) + paragraph(path.doc);
}

}  // namespace aixc::lsp
