#include "compiler/lsp/analysis.h"

#include <algorithm>

#include "compiler/base/check.h"

namespace aixc::lsp {
namespace {

using model::Named;
using source::FileId;
using source::Span;

// `attr NAME: …`; a derived attribute is declared by the name alone.
Span attribute_name(const source::SourceMap& sources, const model::AttributeDeclaration& attribute,
                    std::string_view name) {
  const size_t at = sources.text(attribute.span).find(name, attribute.derived ? 0 : 4);
  if (!attribute.span || at == std::string_view::npos) {
    return {};
  }
  const auto begin = attribute.span.begin + static_cast<uint32_t>(at);
  return {attribute.span.file, begin, begin + static_cast<uint32_t>(name.size())};
}

bool before(const Occurrence& a, const Occurrence& b) {
  return a.span < b.span;
}

}  // namespace

Analysis::Analysis(std::string entry, uint64_t serial, Compilation compilation, Project project)
    : entry_(std::move(entry)),
      serial_(serial),
      compilation_(std::move(compilation)),
      project_(std::move(project)) {
  for (const ast::File& one : compilation_.program.files) {
    const std::string path = path_of(one.id);
    if (is_users(one.id)) {
      files_[path] = one.id;
    }
    read_.insert(path);
  }
  // Names in the standard library are as many as in a large system, and nobody edits them.
  for (const model::Mention& mention : compilation_.mentions) {
    if (is_users(mention.span.file)) {
      occurrences_.push_back({mention.span, mention.named, false});
    }
  }
  add_declarations();
  std::ranges::stable_sort(occurrences_, before);
  const auto same = std::ranges::unique(occurrences_, [](const Occurrence& a, const Occurrence& b) {
    return a.span == b.span && a.named == b.named;
  });
  occurrences_.erase(same.begin(), same.end());
}

void Analysis::add_declarations() {
  const model::Model& all = model();
  const auto add = [&](Span span, Named named) {
    if (span && is_users(span.file)) {
      occurrences_.push_back({span, named, true});
    }
  };
  for (size_t i = 0; i < all.entities.size(); ++i) {
    const model::Entity& entity = all.entities[model::EntityId(i)];
    if (all.kinds[entity.kind].family != model::Family::Flow) {
      add(declaration_of(model::EntityId(i)), model::EntityId(i));
    }
  }
  const auto add_all = [&]<typename IdType>(const auto& store, IdType) {
    for (size_t i = 0; i < store.size(); ++i) {
      add(declaration_of(IdType(i)), IdType(i));
    }
  };
  add_all(all.kinds, model::KindId());
  add_all(all.attributes, model::AttributeId());
  add_all(all.relations, model::RelationId());
  add_all(all.paths, model::PathClassId());
}

bool Analysis::is_users(FileId file) const {
  return file == compilation_.program.entry || !sources().file(file).library;
}

std::string Analysis::path_of(FileId file) const {
  const source::SourceFile& source = sources().file(file);
  if (!source.library) {
    return sources().path(file);
  }
  return file == compilation_.program.entry ? entry_ : source.read_from;
}

bool Analysis::assess(const std::function<bool()>& interrupted) {
  if (assessed_) {
    return false;
  }
  CompileOptions options = project_.options;
  options.assess.interrupted = interrupted;
  assessed_ = aixc::assess(compilation_, options);
  return assessed_;
}

std::vector<diagnostics::Diagnostic> Analysis::diagnostics() const {
  return assessed_ ? compilation_.sink.sorted()
                   : told_of_text(compilation_, project_.options).sorted();
}

FileId Analysis::file(const std::string& path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? FileId() : found->second;
}

const ast::File& Analysis::tree(FileId file) const {
  AIXC_CHECK(file.value < compilation_.program.files.size());
  return compilation_.program.files[file.value];
}

bool Analysis::declares_system(FileId file) const {
  return std::ranges::any_of(tree(file).statements, [](const ast::Statement& statement) {
    const auto* declaration = std::get_if<ast::Declaration>(&statement);
    return declaration != nullptr && declaration->keyword.text == "system";
  });
}

const Occurrence* Analysis::occurrence_at(FileId file, uint32_t offset) const {
  const Occurrence* found = nullptr;
  for (const Occurrence& one : occurrences_in(file)) {
    // At the end of a name a caret still touches it.
    if (one.span.begin <= offset && offset <= one.span.end) {
      found = &one;
    }
  }
  return found;
}

std::vector<Occurrence> Analysis::occurrences_of(const Named& named) const {
  std::vector<Occurrence> result;
  std::ranges::copy_if(occurrences_, std::back_inserter(result),
                       [&](const Occurrence& one) { return one.named == named; });
  return result;
}

std::span<const Occurrence> Analysis::occurrences_in(FileId file) const {
  const auto [first, last] = std::ranges::equal_range(
      occurrences_, file, {}, [](const Occurrence& one) { return one.span.file; });
  return {first, last};
}

Span Analysis::declaration_of(const Named& named) const {
  struct Visitor {
    const model::Model& all;
    const source::SourceMap& texts;
    Span operator()(model::EntityId id) const { return all.entities[id].name_span; }
    Span operator()(model::KindId id) const { return all.kinds[id].name_span; }
    Span operator()(model::RelationId id) const { return all.relations[id].name_span; }
    Span operator()(model::PathClassId id) const { return all.paths[id].name_span; }
    Span operator()(model::AttributeId id) const {
      const model::AttributeDeclaration& attribute = all.attributes[id];
      return attribute_name(texts, attribute, all.text(attribute.name));
    }
  };
  return std::visit(Visitor{model(), sources()}, named);
}

std::string_view Analysis::name_of(const Named& named) const {
  struct Visitor {
    const model::Model& all;
    std::string_view operator()(model::EntityId id) const { return all.name_of(id); }
    std::string_view operator()(model::KindId id) const { return all.text(all.kinds[id].name); }
    std::string_view operator()(model::RelationId id) const {
      return all.text(all.relations[id].name);
    }
    std::string_view operator()(model::PathClassId id) const {
      return all.text(all.paths[id].name);
    }
    std::string_view operator()(model::AttributeId id) const {
      return all.text(all.attributes[id].name);
    }
  };
  return std::visit(Visitor{model()}, named);
}

model::EntityId Analysis::entity_around(FileId file, uint32_t offset) const {
  model::EntityId best;
  const auto consider = [&](model::EntityId id) {
    const Span span = model().entities[id].span;
    const bool around = span.file == file && span.begin <= offset && offset <= span.end;
    if (around && (!best || span.begin >= model().entities[best].span.begin)) {
      best = id;
    }
  };
  std::ranges::for_each(model().elements, consider);
  std::ranges::for_each(model().parties, consider);
  std::ranges::for_each(model().data, consider);
  if (model().system) {
    consider(model().system);
  }
  return best;
}

}  // namespace aixc::lsp
