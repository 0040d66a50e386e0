#include "compiler/pages/site.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "compiler/pages/markdown.h"
#include "rules/words.h"

namespace aixc::pages {
namespace {

using What = Subject::What;

// Enough to see the idea; the models themselves say the rest.
constexpr size_t MostExamples = 4;

void add_examples(Page& page, const Examples& examples) {
  const std::vector<Use>& uses = examples.of(page.subject);
  Table table;
  for (size_t i = 0; i < std::min(uses.size(), MostExamples); ++i) {
    // From the folder of the page.
    table.rows.push_back(
        {{{uses[i].title, std::nullopt, "../" + uses[i].path, {}}}, {plain(uses[i].what)}});
  }
  if (uses.size() > MostExamples) {
    table.rows.push_back(
        {{plain("and " + rules::counted(uses.size() - MostExamples, "more model"))}, {}});
  }
  page.add("In the examples", std::move(table));
}

// Groups and grounds for the lists.
class Lists {
 public:
  Lists(const Library& library, const std::vector<Page>& pages)
      : model_(library.model), sources_(library.sources) {
    for (const Page& page : pages) {
      pages_[page.subject] = &page;
    }
  }

  std::vector<Group> threats() const {
    std::vector<Group> groups(1);
    for (size_t i = 0; i < model_.threats.size(); ++i) {
      if (!model_.threats[model::ThreatId(i)].parent) {
        below(model::ThreatId(i), 0, groups[0]);
      }
    }
    return groups;
  }

  std::vector<Group> controls() const {
    std::vector<Group> groups;
    for (const model::Control& control : model_.controls) {
      std::string heading = control.group     ? std::string(model_.text(control.group))
                            : control.general ? "general"
                                              : "of single threats";
      std::ranges::replace(heading, '_', ' ');
      add(groups, heading, {What::Control, std::string(model_.name_of(control.entity))});
    }
    return groups;
  }

  std::vector<Group> kinds() const {
    std::vector<Group> groups(1);
    for (size_t i = 0; i < model_.kinds.size(); ++i) {
      if (!model_.kinds[model::KindId(i)].parent) {
        below(model::KindId(i), 0, groups[0]);
      }
    }
    return groups;
  }

  std::vector<Group> relations() const {
    std::vector<Group> groups;
    add_all(groups, model_.relations, What::Relation, "Relations");
    add_all(groups, model_.paths, What::Path, "Classes of ways");
    return groups;
  }

  // By file, for the file is the subject that they share.
  std::vector<Group> rules() const {
    std::vector<Group> groups;
    const auto add_store = [&](const auto& store, What what) {
      for (const auto& it : store) {
        add(groups, sources_.path(it.span.file), {what, std::string(model_.text(it.name))});
      }
    };
    add_store(model_.rules, What::Rule);
    add_store(model_.rates, What::Rate);
    add_store(model_.policies, What::Policy);
    return groups;
  }

  std::vector<Group> standards() const {
    std::vector<Group> groups;
    for (const model::EntityId taxonomy : model_.taxonomies) {
      add(groups, "", {What::Standard, std::string(model_.name_of(taxonomy))});
    }
    return groups;
  }

  std::vector<Group> diagnostics() const {
    std::vector<Group> groups;
    for (const auto& info : diagnostics::all_kinds()) {
      add(groups, "", {What::Diagnostic, diagnostics::code_text(info.kind)});
    }
    return groups;
  }

 private:
  void add(std::vector<Group>& groups, const std::string& heading, const Subject& subject) const {
    auto group = std::ranges::find(groups, heading, &Group::heading);
    if (group == groups.end()) {
      groups.push_back({heading, {}, {}});
      group = groups.end() - 1;
    }
    if (const auto page = pages_.find(subject); page != pages_.end()) {
      group->pages.push_back(page->second);
    }
  }

  template <typename Store>
  void add_all(std::vector<Group>& groups, const Store& store, What what,
               const std::string& heading) const {
    for (const auto& it : store) {
      add(groups, heading, {what, std::string(model_.text(it.name))});
    }
  }

  void add_below(Group& group, const Subject& subject, size_t depth) const {
    if (const auto page = pages_.find(subject); page != pages_.end()) {
      group.pages.push_back(page->second);
      group.depths.push_back(depth);
    }
  }

  void below(model::ThreatId id, size_t depth, Group& group) const {
    add_below(group, {What::Threat, std::string(model_.name_of(model_.threats[id].entity))}, depth);
    for (size_t i = 0; i < model_.threats.size(); ++i) {
      if (model_.threats[model::ThreatId(i)].parent == id) {
        below(model::ThreatId(i), depth + 1, group);
      }
    }
  }

  void below(model::KindId id, size_t depth, Group& group) const {
    add_below(group, {What::Kind, std::string(model_.text(model_.kinds[id].name))}, depth);
    for (size_t i = 0; i < model_.kinds.size(); ++i) {
      if (model_.kinds[model::KindId(i)].parent == id) {
        below(model::KindId(i), depth + 1, group);
      }
    }
  }

  const model::Model& model_;
  const source::SourceMap& sources_;
  std::map<Subject, const Page*> pages_;
};

struct Folder {
  const char* name;
  const char* title;
  const char* introduction;
  std::vector<Group> (Lists::*groups)() const;
};

constexpr std::array<Folder, 7> Folders = {{
    {"threats", "Threats",
     "What can be done to an AI system. A group is never found itself; a form is reported under "
     "the "
     "threat that it belongs to.",
     &Lists::threats},
    {"controls", "Controls", "What helps, in the groups that threats name.", &Lists::controls},
    {"kinds", "Kinds",
     "What a system can be drawn from, and what the statements of the language take. A kind has "
     "all "
     "attributes of the kinds above it.",
     &Lists::kinds},
    {"relations", "Relations and ways",
     "What a flow between two elements means, and the classes of ways that rules follow.",
     &Lists::relations},
    {"rules", "Rules",
     "What raises and dismisses threats, rates them, and forbids or requires; by the file they "
     "stand in.",
     &Lists::rules},
    {"standards", "Standards",
     "Lists of others that threats and controls are related to, each entry with what belongs to "
     "it.",
     &Lists::standards},
    {"diagnostics", "Diagnostics", "What can be wrong with the text of a model, by code.",
     &Lists::diagnostics},
}};

size_t count(const std::vector<Group>& groups) {
  size_t number = 0;
  for (const Group& group : groups) {
    number += group.pages.size();
  }
  return number;
}

}  // namespace

std::vector<File> site(const Library& library, const Examples& examples) {
  std::vector<Page> pages = all_pages(library);
  std::vector<File> files;
  std::string index =
      "# The library\n\nEverything that has a name, a page each, made from the library's own text "
      "by `aixc docs`.\n`aixc explain NAME` prints the same page in the terminal.\n\n"
      "| | |\n| --- | --- |\n";
  const Lists lists(library, pages);
  for (const Folder& folder : Folders) {
    const std::vector<Group> groups = (lists.*folder.groups)();
    index += fmt::format("| [{}]({}/README.md) | {}: {} |\n", folder.title, folder.name,
                         count(groups), folder.introduction);
    files.push_back({fmt::format("{}/README.md", folder.name),
                     to_markdown_list(folder.title, folder.introduction, groups)});
  }
  files.push_back({"README.md", std::move(index)});
  for (Page& page : pages) {
    add_examples(page, examples);
    files.push_back({path_of(page.subject), to_markdown(page, library.sources)});
  }
  return files;
}

}  // namespace aixc::pages
