// Where models show what a page is about: a threat that is found, a rule that holds, a kind that is
// drawn, a control that is there.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/model/model.h"
#include "compiler/pages/page.h"
#include "rules/assessment.h"

namespace aixc::pages {

struct Use {
  std::string path;   // of the model's file
  std::string title;  // of its system
  std::string what;   // in the model's own words
};

class Examples {
 public:
  // `path` is the model's file, as links from the folder of all pages shall name it. A model counts
  // once for each subject, with the first that it shows.
  void add(const model::Model& model, const rules::Assessment& assessment, const std::string& path);
  // In the order added; empty if no model shows it.
  const std::vector<Use>& of(const Subject& subject) const;

 private:
  class Adding;
  std::map<Subject, std::vector<Use>> uses_;
};

}  // namespace aixc::pages
