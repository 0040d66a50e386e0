#include <algorithm>

#include <fmt/core.h>

#include "compiler/ast/ast.h"
#include "compiler/cli/ask.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

using source::Span;

// The block of the declaration or flow that stands at `span`; null if it has none or there is none.
const ast::Block* find_block(const std::vector<ast::Member>& members, Span span);

const ast::Block* block_of(const std::optional<ast::Box<ast::Block>>& block) {
  return block ? &**block : nullptr;
}

const ast::Block* find_block(const ast::Declaration& declaration, Span span) {
  if (declaration.span == span) {
    return block_of(declaration.block);
  }
  const bool around = declaration.span.begin <= span.begin && span.end <= declaration.span.end;
  return around && declaration.block ? find_block((*declaration.block)->members, span) : nullptr;
}

const ast::Block* find_block(const std::vector<ast::Member>& members, Span span) {
  for (const ast::Member& member : members) {
    if (const auto* declaration = std::get_if<ast::Declaration>(&member)) {
      if (const ast::Block* found = find_block(*declaration, span)) {
        return found;
      }
    } else if (const auto* flow = std::get_if<ast::FlowStatement>(&member)) {
      if (flow->span == span) {
        return block_of(flow->block);
      }
    }
  }
  return nullptr;
}

const ast::Block* find_block(const ast::File& file, Span span) {
  for (const ast::Statement& statement : file.statements) {
    const ast::Block* found = nullptr;
    if (const auto* declaration = std::get_if<ast::Declaration>(&statement)) {
      found = find_block(*declaration, span);
    } else if (const auto* extend = std::get_if<ast::Extend>(&statement)) {
      found = find_block(extend->block.members, span);
    } else if (const auto* flow = std::get_if<ast::FlowStatement>(&statement)) {
      found = flow->span == span ? block_of(flow->block) : nullptr;
    }
    if (found != nullptr) {
      return found;
    }
  }
  return nullptr;
}

const ast::Attribute* last_attribute(const ast::Block& block) {
  const ast::Attribute* last = nullptr;
  for (const ast::Member& member : block.members) {
    if (const auto* attribute = std::get_if<ast::Attribute>(&member)) {
      last = attribute;
    }
  }
  return last;
}

// The blanks that a line begins with.
std::string_view indent_of(std::string_view line) {
  return line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
}

Span at(source::FileId file, size_t offset) {
  return {file, static_cast<uint32_t>(offset), static_cast<uint32_t>(offset)};
}

// Behind the last attribute: on the next line if it begins its own, else on the same one.
Edit after_attribute(const source::SourceMap& sources, Span last, const std::string& written) {
  const std::string_view text = sources.file(last.file).text;
  const source::Position begin = sources.begin(last);
  const std::string_view line = sources.line(last.file, begin.line);
  const std::string_view indent = indent_of(line);
  const std::string_view rest = text.substr(last.end);
  const bool comma = rest.starts_with(',');
  const bool own_line = begin.column == indent.size() + 1;
  if (!own_line) {
    return comma ? Edit{at(last.file, last.end + 1), " " + written}
                 : Edit{at(last.file, last.end), ", " + written};
  }
  const size_t line_end = std::min(text.find('\n', last.end), text.size());
  // What stands behind it on its line may be more of the block, or its end.
  const std::string_view behind = text.substr(last.end, line_end - last.end);
  const size_t first = behind.find_first_not_of(" \t\r,");
  const bool only_comment =
      first == std::string_view::npos || behind.substr(first).starts_with("//");
  if (!only_comment) {
    return {at(last.file, last.end), ", " + written};
  }
  const std::string_view line_break = behind.ends_with('\r') ? "\r\n" : "\n";
  return {at(last.file, line_end - (line_break.size() - 1)),
          fmt::format("{}{}{}", line_break, indent, written)};
}

// In a block without attributes: first in it.
Edit into_block(const source::SourceMap& sources, Span block, const std::string& written) {
  const std::string_view text = sources.text(block);
  const size_t inside = text.find_first_not_of(" \t", 1);
  const bool breaks =
      inside != std::string_view::npos && (text[inside] == '\n' || text[inside] == '\r');
  if (!breaks) {
    return {at(block.file, block.begin + 1),
            fmt::format(" {}", written) + (text.substr(1).starts_with('}') ? " " : "")};
  }
  const source::Position begin = sources.begin(block);
  const std::string indent(indent_of(sources.line(block.file, begin.line)));
  const std::string_view line_break = text[inside] == '\r' ? "\r\n" : "\n";
  return {at(block.file, block.begin + 1), fmt::format("{}{}  {}", line_break, indent, written)};
}

}  // namespace

Edit attribute_edit(const Compilation& compilation, rules::Dependency about,
                    std::string_view value) {
  const model::Model& model = compilation.model;
  const source::SourceMap& sources = compilation.program.sources;
  const model::Entity& entity = model.entities[about.entity];
  for (const model::Assignment& assignment : entity.attributes) {
    if (assignment.attribute == about.attribute && assignment.value_span) {
      return {assignment.value_span, std::string(value)};
    }
  }
  const std::string written =
      fmt::format("{}: {}", model.text(model.attributes[about.attribute].name), value);
  if (!entity.span || sources.file(entity.span.file).library) {
    return {};
  }
  if (entity.implied) {
    const size_t end = sources.file(entity.span.file).text.size();
    const bool breaks = sources.file(entity.span.file).text.ends_with('\n');
    return {at(entity.span.file, end), fmt::format("{}data {} {{ {} }}\n", breaks ? "" : "\n",
                                                   model.text(entity.name), written)};
  }
  const ast::Block* block = nullptr;
  for (const ast::File& file : compilation.program.files) {
    if (file.id == entity.span.file) {
      block = find_block(file, entity.span);
    }
  }
  if (block == nullptr) {
    return {at(entity.span.file, entity.span.end), fmt::format(" {{ {} }}", written)};
  }
  const ast::Attribute* last = last_attribute(*block);
  return last != nullptr ? after_attribute(sources, last->span, written)
                         : into_block(sources, block->span, written);
}

}  // namespace aixc::cli
