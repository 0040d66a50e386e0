// The pages of `aixc explain`.
#include <algorithm>

#include <fmt/core.h>

#include "compiler/cli/library.h"
#include "compiler/render/paint.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

using render::paragraph;

// Writes one page, line by line.
class Page {
 public:
  Page(const model::Model& model, const source::SourceMap& sources)
      : model_(model), sources_(sources) {}

  void title(std::string_view what, std::string_view name, std::string_view label,
             source::Span place) {
    text_ += fmt::format("{} {}{}{}\n", what, name, label.empty() ? "" : ": ", label);
    const std::string at = rules::line_of(sources_, place);
    text_ += at.empty() ? "" : fmt::format("  {}\n", at);
  }

  void text(std::string_view text) {
    if (!text.empty()) {
      text_ += "\n" + paragraph("", text, 0);
    }
  }

  void section(std::string_view heading, std::string_view text) {
    if (!text.empty()) {
      text_ += fmt::format("\n{}\n{}", heading, paragraph("  ", text, 2));
    }
  }

  void row(std::string_view name, std::string_view value) {
    constexpr size_t Width = 22;
    if (!value.empty()) {
      text_ += paragraph("  " + render::padded(name, std::max(Width, name.size() + 1)), value,
                         2 + Width);
    }
  }

  void heading(std::string_view heading) { text_ += fmt::format("\n{}\n", heading); }

  // The statement as it stands in the library.
  void source(source::Span span) { text_ += fmt::format("\n{}\n", sources_.text(span)); }

  // All given attributes but those in `told`.
  void attributes(model::EntityId entity, const std::vector<std::string_view>& told) {
    std::vector<const model::Assignment*> given;
    for (const model::Assignment& one : model_.entities[entity].attributes) {
      if (std::ranges::find(told, model_.text(model_.attributes[one.attribute].name)) ==
          told.end()) {
        given.push_back(&one);
      }
    }
    std::ranges::sort(given, {}, [](const model::Assignment* one) { return one->name_span; });
    if (!given.empty()) {
      text_ += "\n";
    }
    for (const model::Assignment* one : given) {
      const auto* plain = std::get_if<std::string>(&one->value.data);
      row(model_.text(model_.attributes[one->attribute].name),
          plain != nullptr ? *plain : rules::value_text(model_, one->value));
    }
  }

  std::string finish() { return std::move(text_); }

 private:
  const model::Model& model_;
  const source::SourceMap& sources_;
  std::string text_;
};

std::string names_of(const model::Model& model, const std::vector<model::KindId>& kinds) {
  std::string text;
  for (const model::KindId kind : kinds) {
    text += fmt::format("{}{}", text.empty() ? "" : ", ", model.text(model.kinds[kind].name));
  }
  return text;
}

std::string names_of(const model::Model& model, const std::vector<model::NodeFilter>& filters) {
  std::string text;
  for (const model::NodeFilter& filter : filters) {
    std::string_view name = "anything";
    if (filter.form == model::NodeFilter::Form::Kind) {
      name = model.text(model.kinds[filter.kind].name);
    } else if (filter.form == model::NodeFilter::Form::Attribute) {
      name = model.text(filter.attribute);
    }
    text += fmt::format("{}{}", text.empty() ? "" : ", ", name);
  }
  return text;
}

bool mentions(const std::vector<model::KindId>& kinds, const model::Model& model,
              model::KindId kind) {
  return std::ranges::any_of(kinds, [&](model::KindId one) { return model.is_a(kind, one); });
}

}  // namespace

std::string page(const model::Model& model, const source::SourceMap& sources, model::ThreatId id) {
  const model::Threat& threat = model.threats[id];
  const model::Entity& entity = model.entities[threat.entity];
  Page page(model, sources);
  page.title("threat", model.text(entity.name), entity.label, entity.name_span);
  page.text(entity.doc);
  page.text(model.text_of(threat.entity, "summary"));
  page.section("How it happens", model.text_of(threat.entity, "how"));
  page.section("What to do", model.text_of(threat.entity, "fix"));
  page.section("How to see that it is done", model.text_of(threat.entity, "verify"));
  page.section("Example", model.text_of(threat.entity, "example"));
  page.attributes(threat.entity, {"summary", "how", "fix", "verify", "example"});
  if (threat.parent) {
    page.row("in", model.name_of(model.threats[threat.parent].entity));
  }
  for (const model::RuleId rule : rules_of(model, id)) {
    page.row(model.rules[rule].dismiss ? "dismissed by" : "raised by",
             fmt::format("{} ({})", model.text(model.rules[rule].name),
                         rules::line_of(sources, model.rules[rule].name_span)));
  }
  return page.finish();
}

std::string page(const model::Model& model, const source::SourceMap& sources, model::ControlId id) {
  const model::Control& control = model.controls[id];
  const model::Entity& entity = model.entities[control.entity];
  Page page(model, sources);
  page.title("control", model.text(entity.name), entity.label, entity.name_span);
  page.text(entity.doc);
  page.text(model.text_of(control.entity, "summary"));
  page.section("How it works", model.text_of(control.entity, "how"));
  page.section("How to see that it is done", model.text_of(control.entity, "verify"));
  page.attributes(control.entity, {"summary", "how", "verify"});
  std::string threats;
  for (const model::Threat& threat : model.threats) {
    if (std::ranges::count(threat.controls, id) > 0) {
      threats += fmt::format("{}{}", threats.empty() ? "" : ", ", model.name_of(threat.entity));
    }
  }
  page.row("helps against", control.general ? "every threat" : threats);
  return page.finish();
}

std::string page(const model::Model& model, const source::SourceMap& sources, model::KindId id) {
  const model::Kind& kind = model.kinds[id];
  Page page(model, sources);
  page.title("kind", model.text(kind.name), kind.label, kind.name_span);
  page.text(kind.doc);
  std::string above;
  for (model::KindId up = kind.parent; up; up = model.kinds[up].parent) {
    above += fmt::format("{}{}", above.empty() ? "" : ", ", model.text(model.kinds[up].name));
  }
  page.heading("Kinds");
  page.row("is", above);
  std::vector<model::KindId> below;
  for (size_t i = 0; i < model.kinds.size(); ++i) {
    if (model.kinds[model::KindId(i)].parent == id) {
      below.emplace_back(i);
    }
  }
  page.row("more special", names_of(model, below));
  page.heading("Attributes");
  std::string derived;
  for (const model::AttributeId attribute : attributes_of(model, id)) {
    const model::AttributeDeclaration& declaration = model.attributes[attribute];
    if (declaration.derived) {
      derived += fmt::format("{}{}", derived.empty() ? "" : ", ", model.text(declaration.name));
      continue;
    }
    std::string text = type_text(model, declaration.type);
    if (const model::Assignment* assumed = model.default_of(id, attribute)) {
      text += fmt::format("; assumed: {}", rules::value_text(model, assumed->value));
    }
    page.row(model.text(declaration.name), text);
  }
  page.section("Derived from the drawing", derived);
  page.heading("Relations");
  for (const model::Relation& relation : model.relations) {
    if (mentions(relation.from, model, id)) {
      page.row(model.text(relation.name), "to " + names_of(model, relation.to));
    }
    if (mentions(relation.to, model, id)) {
      page.row(model.text(relation.name), "from " + names_of(model, relation.from));
    }
  }
  return page.finish();
}

std::string page(const model::Model& model, const source::SourceMap& sources,
                 model::AttributeId id) {
  const model::AttributeDeclaration& attribute = model.attributes[id];
  Page page(model, sources);
  page.title("attribute",
             fmt::format("{}.{}", model.text(model.kinds[attribute.owner].name),
                         model.text(attribute.name)),
             type_text(model, attribute.type), attribute.span);
  page.text(attribute.doc);
  page.row("asks", attribute.ask);
  for (const model::Derivation& derivation : model.derivations) {
    if (derivation.attribute == attribute.name) {
      page.row(derivation.assumed ? "assumed at" : "derived at",
               rules::line_of(sources, derivation.span));
    }
  }
  return page.finish();
}

std::string page(const model::Model& model, const source::SourceMap& sources,
                 model::RelationId id) {
  const model::Relation& relation = model.relations[id];
  Page page(model, sources);
  page.title("relation", model.text(relation.name), relation.label, relation.name_span);
  page.text(relation.doc);
  page.heading("Ends");
  page.row("from", names_of(model, relation.from));
  page.row("to", names_of(model, relation.to));
  page.row("carries data", relation.carries ? "yes" : "no");
  return page.finish();
}

std::string page(const model::Model& model, const source::SourceMap& sources,
                 model::PathClassId id) {
  const model::PathClass& path = model.paths[id];
  Page page(model, sources);
  page.title("path", model.text(path.name), path.label, path.name_span);
  page.text(path.doc);
  page.heading("Passes");
  page.row("from", names_of(model, path.from));
  page.row("to", names_of(model, path.to));
  page.row("through", names_of(model, path.through));
  page.source(path.span);
  return page.finish();
}

std::string page(const model::Model& model, const source::SourceMap& sources, model::RuleId id) {
  const model::Rule& rule = model.rules[id];
  Page page(model, sources);
  page.title("rule", model.text(rule.name), rule.label, rule.name_span);
  page.text(rule.doc);
  page.source(rule.span);
  return page.finish();
}

std::string page(const model::Model& model, const source::SourceMap& sources, model::RateId id) {
  const model::Rate& rate = model.rates[id];
  Page page(model, sources);
  page.title("rate", model.text(rate.name), rate.label, rate.name_span);
  page.text(rate.doc);
  page.source(rate.span);
  return page.finish();
}

std::string page(const model::Model& model, const source::SourceMap& sources, model::PolicyId id) {
  const model::Policy& policy = model.policies[id];
  Page page(model, sources);
  page.title("policy", model.text(policy.name), policy.label, policy.name_span);
  page.text(policy.doc);
  page.source(policy.span);
  return page.finish();
}

}  // namespace aixc::cli
