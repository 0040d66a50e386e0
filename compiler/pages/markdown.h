// A page, and the lists that lead to pages, as GitHub-flavoured Markdown.
#pragma once

#include <span>
#include <string>

#include "compiler/pages/page.h"
#include "compiler/source/source_map.h"

namespace aixc::pages {

// `threats/evasion.md`: where the page of a subject stands below the folder of all pages. The page
// of an attribute is that of the kind that declares it.
std::string path_of(const Subject& subject);

// Links are relative, from the folder of the page. The place of the declaration is told by its file
// alone: a line would change with every line above it.
std::string to_markdown(const Page& page, const source::SourceMap& sources);

// One line each for `pages`, below a heading for each group.
struct Group {
  std::string heading;  // empty for no heading
  std::vector<const Page*> pages;
  std::vector<size_t> depths;  // of each page in the list; empty: all at the top
};
std::string to_markdown_list(const std::string& title, const std::string& introduction,
                             std::span<const Group> groups);

// Markdown in which the text stands for itself; `code` in backticks stays code.
std::string inline_text(std::string_view text);

}  // namespace aixc::pages
