// How to test what was found: for each finding what to show, by which published tools, after which
// guide.
#pragma once

#include <string>
#include <vector>

#include "compiler/model/model.h"
#include "rules/assessment.h"

namespace aixc::rules {

// A tool of the library's taxonomy `test_tools`; what it does not say is "" or empty.
struct TestTool {
  std::string id;
  std::string name;
  std::string url;
  std::string licence;
  std::vector<std::string> families;  // of AI that it is made for: predictive, generative
};

struct ToolUse {
  size_t tool;         // index into the plan's
  ThreatId listed_at;  // the threat for which it is listed: the finding's, a form of it or a group
  bool fits = true;    // it is made for this family of AI
};

struct TestGuide {
  std::string title;
  std::string url;
};

// The same for a named form that applies.
struct FormTest {
  ThreatId form;
  std::string show;
};

struct TestRow {
  FindingId finding;
  std::string show;  // what the test has to show, in the words of the library
  std::vector<FormTest> forms;
  std::vector<ToolUse> tools;  // those that fit first, each in the library's order
  std::vector<TestGuide> guides;
};

// A control that the model implements or means to, and how to see that it works.
struct ControlTest {
  ControlId control;
  std::string show;
};

struct TestPlan {
  std::vector<TestTool> tools;  // all of the library
  std::vector<TestRow> rows;    // in the order of the findings, without those that do not apply
  std::vector<ControlTest> controls;  // in the order of the model, each once
};

TestPlan test_plan(const model::Model& model, const Assessment& assessment);

}  // namespace aixc::rules
