// All pages of a library as files of Markdown, with the lists that lead to them.
#pragma once

#include <string>
#include <vector>

#include "compiler/pages/examples.h"
#include "compiler/pages/pages.h"

namespace aixc::pages {

struct File {
  std::string path;  // below the folder of the site: `threats/evasion.md`
  std::string text;
};

// `README.md`, one list for each folder, and a page for everything that has a name. Works as it is
// on GitHub, and as input of any generator of static sites.
std::vector<File> site(const Library& library, const Examples& examples);

}  // namespace aixc::pages
