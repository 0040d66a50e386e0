#include "compiler/bind/expressions.h"

namespace aixc::bind {
namespace {

using diagnostics::Kind;
using model::Template;

class TemplateReader {
 public:
  TemplateReader(Context& context, ExpressionBinder& binder, const model::MatchPattern& pattern,
                 Span span)
      : context_(context), binder_(binder), pattern_(pattern), span_(span) {}

  Template read(const std::string& text) {
    std::string literal;
    for (size_t i = 0; i < text.size(); ++i) {
      const bool doubled = i + 1 < text.size() && text[i + 1] == text[i];
      if ((text[i] == '{' || text[i] == '}') && doubled) {
        literal += text[i++];
        continue;
      }
      const size_t end = text[i] == '{' ? text.find('}', i) : std::string::npos;
      if (end == std::string::npos) {
        literal += text[i];
        continue;
      }
      add_literal(literal);
      add_place(text.substr(i + 1, end - i - 1));
      i = end;
    }
    add_literal(literal);
    return std::move(result_);
  }

 private:
  void add_literal(std::string& literal) {
    if (!literal.empty()) {
      Template::Part part;
      part.text = std::move(literal);
      result_.parts.push_back(std::move(part));
    }
    literal.clear();
  }

  void add_place(const std::string& name) {
    Template::Part part;
    const auto variable = binder_.find(name);
    if (name == "path" && !variable) {
      part.witness = true;
    } else if (variable && binds_path(*variable)) {
      part.path = variable;
    } else {
      part.reference = binder_.reference(name, span_);
      if (!part.reference) {
        report(name);
        return;
      }
    }
    result_.parts.push_back(std::move(part));
  }

  bool binds_path(model::VariableIndex variable) const {
    for (const model::Step& step : pattern_.steps) {
      if (step.flow == variable) {
        return true;
      }
    }
    return false;
  }

  void report(const std::string& name) {
    auto report = context_.sink.report(Kind::UnknownPlace, span_, name);
    const std::string_view first = std::string_view(name).substr(0, name.find('.'));
    suggest(context_, report, first, binder_.variable_names());
  }

  Context& context_;
  ExpressionBinder& binder_;
  const model::MatchPattern& pattern_;
  Span span_;
  Template result_;
};

}  // namespace

Template bind_template(Context& context, ExpressionBinder& binder,
                       const model::MatchPattern& pattern, const std::optional<ast::Text>& text) {
  if (!text) {
    return {};
  }
  return TemplateReader(context, binder, pattern, text->span).read(ast::string_value(text->raw));
}

}  // namespace aixc::bind
