#include <algorithm>

#include "compiler/format/layout.h"
#include "compiler/format/marker.h"

namespace aixc::format {

void Marker::block(const ast::Block& block, uint32_t base) {
  std::vector<Item> items;
  for (const ast::Member& member : block.members) {
    items.push_back(std::visit(
        [this](const auto& form) {
          return Item{form.span, std::is_same_v<decltype(form), const ast::Attribute&>,
                      [this, &form](uint32_t inner) { mark(form, inner); }};
        },
        member));
  }
  braces(words_.first_of(block.span), words_.last_of(block.span), items, base, /*is_map=*/false);
}

void Marker::block(const std::optional<ast::Block>& optional, uint32_t base) {
  if (optional) {
    block(*optional, base);
  }
}

void Marker::block(const std::optional<ast::Box<ast::Block>>& boxed, uint32_t base) {
  if (boxed) {
    block(**boxed, base);
  }
}

void Marker::mark(const ast::Attribute& attribute, uint32_t base) {
  expr(attribute.value, base);
}

void Marker::mark(const ast::AttributeDeclaration& declared, uint32_t base) {
  documented(declared.span, declared.doc);
  const size_t first = words_.first_of(declared.span);
  const size_t last = words_.last_of(declared.span);
  const size_t ask = declared.ask ? words_.first_of(declared.ask->span) - 1 : last;
  open(first, Mark::Kind::OpenTogether, declared.ask && words_.breaks_between(ask - 1, ask));
  if (declared.type.form == ast::Type::Form::OneOf ||
      declared.type.form == ast::Type::Form::SomeOf) {
    list(words_.first_of(declared.type.span) + 2, words_.last_of(declared.type.span),
         declared.type.values, base);
  }
  if (declared.ask) {
    line(ask, base + IndentWidth);
  }
  close(last);
  row(declared.span, Shape::AttributeDeclaration);
}

void Marker::mark(const ast::Declaration& declaration, uint32_t base) {
  documented(declaration.span, declaration.doc);
  block(declaration.block, base);
  row(declaration.span, Shape::Declaration);
  const size_t name = words_.first_of(declaration.name.span);
  words_[name].column = 1;
  if (declaration.label) {
    words_[name + 1].column = 2;
  }
  const size_t rest = name + (declaration.label ? 2 : 1);
  if (rest <= words_.last_of(declaration.span)) {
    words_[rest].column = 3;
  }
}

// Long ones break before arrows, before the colon, and between the names of the payload.
void Marker::mark(const ast::FlowStatement& flow, uint32_t base) {
  documented(flow.span, flow.doc);
  const uint32_t indent = base + 2 * IndentWidth;  // set apart from what stands in the block
  size_t last = words_.last_of(flow.steps.back().to.span);
  open(words_.first_of(flow.span), Mark::Kind::OpenFill);
  for (const ast::FlowStep& step : flow.steps) {
    line(words_.first_of(step.edge.span), indent);
    if (step.edge.where) {
      expr(**step.edge.where, indent);
    }
  }
  const auto* data = std::get_if<std::vector<ast::Path>>(&flow.payload);
  const auto* label = std::get_if<ast::Text>(&flow.payload);
  if (data != nullptr || label != nullptr) {
    words_[last + 1].spaced = true;
    line(last + 1, indent);
    if (data != nullptr) {
      fill(*data, indent);
    }
    words_[last + 1].column = 2;
    last = words_.last_of(label != nullptr ? label->span : data->back().span);
  }
  close(last);
  block(flow.block, base);
  row(flow.span, Shape::Flow);
  const ast::Span edge = flow.steps.front().edge.span;
  if (words_.first_of(edge) == words_.last_of(edge)) {  // a plain arrow
    words_[words_.first_of(edge)].column = 1;
    words_[words_.first_of(edge)].column_ends = true;
  }
}

void Marker::mark(const ast::Import& /*import*/, uint32_t /*base*/) {}

void Marker::mark(const ast::Extend& extend, uint32_t base) {
  block(extend.block, base);
}

void Marker::mark(const ast::Treatment& treatment, uint32_t base) {
  documented(treatment.span, treatment.doc);
  const uint32_t indent = base + 2 * IndentWidth;
  const ast::Span end = treatment.party ? treatment.party->span : treatment.targets.back().span;
  open(words_.first_of(treatment.span), Mark::Kind::OpenFill);
  fill(treatment.targets, indent);
  if (treatment.party) {
    line(words_.first_of(treatment.party->span) - 1, indent);
  }
  close(words_.last_of(end));
  block(treatment.block, base);
  row(treatment.span, Shape::Treatment);
  if (treatment.block) {
    words_[words_.last_of(end) + 1].column = 1;
  }
}

void Marker::mark(const ast::Expectation& expectation, uint32_t base) {
  open(words_.first_of(expectation.span), Mark::Kind::OpenFill);
  fill(expectation.targets, base + 2 * IndentWidth);
  close(words_.last_of(expectation.span));
}

void Marker::mark(const ast::Test& test, uint32_t base) {
  documented(test.span, test.doc);
  std::vector<Item> items;
  for (const ast::Statement& statement : test.statements) {
    items.push_back(item(statement));
  }
  for (const ast::Expectation& one : test.expectations) {
    items.push_back({one.span, false, [this, &one](uint32_t inner) { mark(one, inner); }});
  }
  std::ranges::sort(items, {}, [](const Item& one) { return one.span.begin; });
  const size_t header = words_.last_of(test.label ? test.label->span : test.name.span);
  braces(header + 1, words_.last_of(test.span), items, base, /*is_map=*/false);
}

}  // namespace aixc::format
