#include "compiler/bind/treatments.h"

#include <algorithm>
#include <array>

#include "compiler/bind/names.h"
#include "compiler/bind/statements.h"
#include "compiler/bind/values.h"

namespace aixc::bind {
namespace {

model::Treatment::Verb verb_of(ast::Treatment::Verb verb) {
  switch (verb) {
    case ast::Treatment::Verb::Implement:
      return model::Treatment::Verb::Implement;
    case ast::Treatment::Verb::Accept:
      return model::Treatment::Verb::Accept;
    case ast::Treatment::Verb::Transfer:
      return model::Treatment::Verb::Transfer;
    case ast::Treatment::Verb::Avoid:
      break;
  }
  return model::Treatment::Verb::Avoid;
}

KindId kind_of_verb(const StatementKinds& kinds, model::Treatment::Verb verb) {
  switch (verb) {
    case model::Treatment::Verb::Implement:
      return kinds.implement;
    case model::Treatment::Verb::Accept:
      return kinds.accept;
    case model::Treatment::Verb::Transfer:
      return kinds.transfer;
    case model::Treatment::Verb::Avoid:
      break;
  }
  return kinds.avoid;
}

bool gives(const Context& context, const model::Treatment& treatment, std::string_view attribute) {
  return std::ranges::any_of(treatment.attributes, [&](const model::Assignment& given) {
    return context.model.text(context.model.attributes[given.attribute].name) == attribute;
  });
}

// Whether the attribute is written, whatever is wrong with its value.
bool writes(const ast::Treatment& statement, std::string_view attribute) {
  return statement.block &&
         std::ranges::any_of(statement.block->members, [&](const ast::Member& member) {
           const auto* written = std::get_if<ast::Attribute>(&member);
           return written != nullptr && written->name.text == attribute;
         });
}

void bind_treatment(Context& context, TargetBinder& targets, const ast::Treatment& statement) {
  model::Treatment treatment;
  treatment.verb = verb_of(statement.verb);
  treatment.span = statement.span;
  treatment.subject_span = statement.subject.span;
  if (treatment.verb == model::Treatment::Verb::Implement) {
    treatment.control = resolve_control(context, statement.subject);
  } else {
    treatment.threat = resolve_threat(context, statement.subject);
  }
  treatment.targets = targets.bind(statement.targets);
  if (statement.party) {
    treatment.party = resolve_party(context, *statement.party, EntityId());
  }
  if (statement.block) {
    report_misplaced_members(context, *statement.block, "a treatment");
    bind_attributes(context, kind_of_verb(context.statement_kinds, treatment.verb),
                    *statement.block, EntityId(), treatment.attributes);
  }
  if (treatment.verb == model::Treatment::Verb::Accept && !gives(context, treatment, "reason") &&
      !writes(statement, "reason")) {
    context.sink
        .report(DiagnosticKind::MissingReason, statement.subject.span, statement.subject.text)
        .help("add `{ reason: \"…\" }`");
  }
  context.model.treatments.add(std::move(treatment));
}

}  // namespace

void bind_treatments(Context& context) {
  TargetBinder targets(context);
  for (const ast::Treatment* statement : context.statements.treatments) {
    bind_treatment(context, targets, *statement);
  }
}

void check_expectations(Context& context) {
  constexpr auto Known =
      std::to_array<std::string_view>({"applies", "open", "dismissed", "absent"});
  if (context.test == nullptr) {
    return;
  }
  TargetBinder targets(context);
  for (const ast::Expectation& expectation : context.test->expectations) {
    const ast::Name& status = expectation.status;
    if (std::ranges::count(Known, status.text) == 0) {
      auto report =
          context.sink.report(DiagnosticKind::UnknownExpectation, status.span, status.text);
      report.help("write `applies`, `open`, `dismissed` or `absent`");
    }
    resolve_threat(context, expectation.threat);
    targets.bind(expectation.targets);
  }
}

}  // namespace aixc::bind
