// The language server without a process: messages in, messages out, and what happens when a message
// comes while it works. What its answers say: tests/e2e/lsp_test.py.
#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/lsp/server.h"
#include "compiler/lsp/transport.h"
#include "compiler/source/embedded_stdlib.h"
#include "tests/support/tool.h"

namespace aixc {
namespace {

using lsp::Json;
using test::Tool;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* Uri = "file:///w/model.aisys";

// The messages in the bytes of one direction.
std::vector<Json> messages_in(std::string_view bytes) {
  lsp::Inbox inbox;
  inbox.feed(bytes);
  std::vector<Json> result;
  while (const auto one = inbox.next()) {
    result.push_back(Json::parse(*one));
  }
  EXPECT_FALSE(inbox.broken());
  return result;
}

Json request(const Json& id, std::string_view method, Json params = Json::object()) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(params)}};
}
Json notification(std::string_view method, Json params = Json::object()) {
  return {{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}};
}
Json opened(std::string_view text, std::string_view uri = Uri) {
  return notification("textDocument/didOpen",
                      {{"textDocument", {{"uri", uri}, {"version", 1}, {"text", text}}}});
}
Json changed(std::string_view text, int version) {
  return notification("textDocument/didChange",
                      {{"textDocument", {{"uri", Uri}, {"version", version}}},
                       {"contentChanges", Json::array({{{"text", text}}})}});
}
Json about_document() {
  return {{"textDocument", {{"uri", Uri}}}};
}
Json whole_document() {
  Json params = about_document();
  params["range"] = {{"start", {{"line", 0}, {"character", 0}}},
                     {"end", {{"line", 99}, {"character", 0}}}};
  return params;
}

class LspServer : public testing::Test {
 protected:
  LspServer() {
    files.files["lib/library.aisys"] = test::SmallLibrary;
    outside.send = [this](std::string_view bytes) { sent += bytes; };
    outside.project = [](const std::string&, const source::FileSystem&) {
      lsp::Project project;
      project.options.load.stdlib_directory = "lib";
      return project;
    };
    server.emplace(outside);
  }

  void receive(const Json& message) { server->receive(message.dump()); }
  void work() {
    while (server->step()) {
    }
  }
  // Everything that was sent since the last time.
  std::vector<Json> told() { return messages_in(std::exchange(sent, {})); }
  Json only_told() {
    const auto all = told();
    EXPECT_EQ(all.size(), 1U) << Json(all);
    return all.empty() ? Json() : all.front();
  }
  Json answer_to(const Json& message) {
    receive(message);
    work();
    return only_told();
  }
  int error_of(const Json& answer) { return answer.value(Json::json_pointer("/error/code"), 0); }

  void start() {
    answer_to(request(0, "initialize", {{"capabilities", Json::object()}}));
    receive(notification("initialized"));
    work();
  }
  void start_with(std::string_view text) {
    start();
    receive(opened(text));
    work();
    told();
  }

  source::MemoryFileSystem files;
  std::string sent;
  lsp::Outside outside{.files = files,
                       .project = {},
                       .cache_folder = {},
                       .receive = {},
                       .send = {},
                       .is_running = {}};
  std::optional<lsp::Server> server;
};

// ---- requests in, replies out -------------------------------------------------------------------

TEST_F(LspServer, AnswersUnderTheIdOfTheRequest) {
  start_with(test::SmallModel);
  for (const Json& id : {Json(7), Json("seven"), Json(-1)}) {
    const Json answer = answer_to(request(id, "textDocument/documentSymbol", about_document()));
    EXPECT_EQ(answer["id"], id);
    EXPECT_EQ(answer["jsonrpc"], "2.0");
    EXPECT_FALSE(answer["result"].empty());
  }
}

TEST_F(LspServer, AnswersAllThatItSaysItCan) {
  const Json capabilities = answer_to(
      request(0, "initialize", {{"capabilities", Json::object()}}))["result"]["capabilities"];
  receive(opened(test::SmallModel));
  work();
  told();
  Json at = whole_document();
  at["position"] = {{"line", 7}, {"character", 10}};
  at["positions"] = Json::array({at["position"]});
  at["context"] = {{"includeDeclaration", true}, {"diagnostics", Json::array()}};
  at["newName"] = "renamed";
  at["query"] = "agent";
  at["options"] = Json::object();
  const std::map<std::string, std::string> methods = {
      {"hoverProvider", "textDocument/hover"},
      {"completionProvider", "textDocument/completion"},
      {"definitionProvider", "textDocument/definition"},
      {"referencesProvider", "textDocument/references"},
      {"documentHighlightProvider", "textDocument/documentHighlight"},
      {"documentSymbolProvider", "textDocument/documentSymbol"},
      {"workspaceSymbolProvider", "workspace/symbol"},
      {"renameProvider", "textDocument/rename"},
      {"documentFormattingProvider", "textDocument/formatting"},
      {"documentRangeFormattingProvider", "textDocument/rangeFormatting"},
      {"codeActionProvider", "textDocument/codeAction"},
      {"codeLensProvider", "textDocument/codeLens"},
      {"documentLinkProvider", "textDocument/documentLink"},
      {"foldingRangeProvider", "textDocument/foldingRange"},
      {"selectionRangeProvider", "textDocument/selectionRange"},
      {"inlayHintProvider", "textDocument/inlayHint"},
      {"semanticTokensProvider", "textDocument/semanticTokens/full"},
  };
  for (const auto& [name, value] : capabilities.items()) {
    if (!name.ends_with("Provider")) {
      continue;
    }
    ASSERT_TRUE(methods.contains(name)) << name;
    const Json answer = answer_to(request(name, methods.at(name), at));
    EXPECT_TRUE(answer.contains("result")) << answer;
    EXPECT_EQ(error_of(answer), 0) << answer;
  }
  EXPECT_EQ(error_of(answer_to(request(1, "textDocument/prepareRename", at))), 0);
  EXPECT_EQ(error_of(answer_to(request(2, "aixc/report", at))), 0);
}

TEST_F(LspServer, RefusesWhatItDoesNotKnow) {
  start();
  const Json answer = answer_to(request(1, "textDocument/nonsense"));
  EXPECT_EQ(error_of(answer), -32601);
  EXPECT_EQ(answer["error"]["message"], "there is no method `textDocument/nonsense`");
  // Nobody waits for an answer to these.
  for (const char* method : {"$/nonsense", "textDocument/didNonsense", "workspace/didNonsense"}) {
    receive(notification(method));
  }
  receive({{"jsonrpc", "2.0"}, {"id", 1}, {"result", nullptr}});
  receive({{"jsonrpc", "2.0"}, {"id", 2}, {"error", {{"code", 1}, {"message", "no"}}}});
  work();
  EXPECT_THAT(told(), IsEmpty());
}

TEST_F(LspServer, RefusesParametersThatAreNotTheProtocols) {
  start_with(test::SmallModel);
  for (const Json& params :
       {Json(), Json::array(), Json("x"), Json::object(), Json{{"textDocument", 1}},
        Json{{"textDocument", {{"uri", 1}}}, {"position", {{"line", 0}, {"character", 0}}}},
        Json{{"textDocument", {{"uri", Uri}}}, {"position", {{"line", "0"}}}}}) {
    EXPECT_EQ(error_of(answer_to(request(1, "textDocument/hover", params))), -32602) << params;
    receive(notification("textDocument/didChange", params));
    work();
    EXPECT_THAT(told(), IsEmpty());
  }
  EXPECT_EQ(error_of(answer_to(request(1, "textDocument/documentSymbol", about_document()))), 0);
}

TEST_F(LspServer, RefusesWhatIsNoMessage) {
  start();
  server->receive("{");
  EXPECT_EQ(error_of(only_told()), -32700);
  for (const Json& message :
       {Json::array(), Json(1), Json(), Json::object(), Json{{"id", 5}, {"method", 6}}}) {
    EXPECT_EQ(error_of(answer_to(message)), -32600) << message;
  }
}

// ---- the beginning and the end ------------------------------------------------------------------

TEST_F(LspServer, NothingGoesBeforeInitialize) {
  EXPECT_EQ(error_of(answer_to(request(1, "textDocument/hover", about_document()))), -32002);
  EXPECT_EQ(error_of(answer_to(request(2, "shutdown"))), -32002);
  receive(opened(test::SmallModel));
  work();
  EXPECT_THAT(told(), IsEmpty());
  start();
  EXPECT_EQ(error_of(answer_to(request(3, "initialize"))), -32600);
}

TEST_F(LspServer, ExitBeforeShutdownIsAFailure) {
  start();
  receive(notification("exit"));
  work();
  EXPECT_EQ(server->exit_code(), 1);
}

TEST_F(LspServer, ExitBehindShutdownIsTheEnd) {
  start();
  receive(request(1, "shutdown"));
  receive(request(2, "textDocument/hover", about_document()));
  receive(notification("exit"));
  work();
  const auto all = told();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0]["id"], 1);
  EXPECT_TRUE(all[0]["result"].is_null());
  EXPECT_EQ(error_of(all[1]), -32600);
  EXPECT_EQ(server->exit_code(), 0);
}

// ---- what comes while it works ------------------------------------------------------------------

TEST_F(LspServer, ARequestThatIsTakenBackBeforeItsTurnIsNotBegun) {
  start_with(test::SmallModel);
  receive(request("a", "textDocument/nonsense"));
  receive(notification("$/cancelRequest", {{"id", "a"}}));
  work();
  EXPECT_EQ(error_of(only_told()), -32800);
  // The id may be used again.
  EXPECT_EQ(error_of(answer_to(request("a", "textDocument/hover", Json()))), -32602);
}

TEST_F(LspServer, ARequestIsTakenBackWhileItIsAnswered) {
  start();
  receive(opened(test::SmallModel));
  receive(request(9, "textDocument/inlayHint", whole_document()));
  bool came = false;
  server->set_pump([&] {
    if (!std::exchange(came, true)) {
      receive(notification("$/cancelRequest", {{"id", 9}}));
    }
  });
  work();
  ASSERT_TRUE(came);
  bool answered = false;
  for (const Json& message : told()) {
    if (message.contains("id")) {
      EXPECT_EQ(error_of(message), -32800);
      answered = true;
    }
  }
  EXPECT_TRUE(answered);
}

TEST_F(LspServer, MistakesAreToldBeforeFindingsAreLookedFor) {
  start_with(test::SmallModel);
  receive(changed("agent a {", 2));
  receive(request(1, "textDocument/inlayHint", whole_document()));
  work();
  const auto all = told();
  ASSERT_GE(all.size(), 2U);
  EXPECT_EQ(all[0]["method"], "textDocument/publishDiagnostics");
  EXPECT_EQ(all[0]["params"]["version"], 2);
  EXPECT_EQ(all[1]["id"], 1);
}

TEST_F(LspServer, AChangeOfTheTextEndsWhatIsOfNoUseAnyMore) {
  start();
  receive(opened(test::SmallModel));
  receive(request(9, "textDocument/inlayHint", whole_document()));
  bool came = false;
  server->set_pump([&] {
    if (!std::exchange(came, true)) {
      receive(changed(std::string(test::SmallModel) + "\n", 2));
    }
  });
  work();
  ASSERT_TRUE(came);
  std::vector<int> errors;
  std::vector<int> versions;
  for (const Json& message : told()) {
    if (message.contains("id")) {
      errors.push_back(error_of(message));
    } else {
      versions.push_back(message["params"]["version"]);
    }
  }
  EXPECT_THAT(errors, ElementsAre(-32801));
  ASSERT_GE(versions.size(), 2U);
  EXPECT_EQ(versions.front(), 1);
  EXPECT_EQ(versions.back(), 2);
  // Asked again, it is answered.
  const Json hints = answer_to(request(10, "textDocument/inlayHint", whole_document()))["result"];
  ASSERT_FALSE(hints.empty());
  EXPECT_THAT(hints[0]["label"].get<std::string>(), HasSubstr("threat"));
}

TEST_F(LspServer, AnInterruptedAssessmentIsMadeWhenThereIsTime) {
  start();
  const std::string stale =
      std::string(test::SmallModel) + "accept injection on net.web { reason: \"none\" }\n";
  int interruptions = 0;
  server->set_pump([&] {
    if (interruptions < 5) {
      ++interruptions;
      receive(opened("app other\n", "file:///w/other" + std::to_string(interruptions) + ".aisys"));
    }
  });
  receive(opened(stale));
  work();
  EXPECT_EQ(interruptions, 5);
  // Only the assessment knows that there is nothing to accept.
  Json last;
  for (const Json& message : told()) {
    if (message["params"]["uri"] == Uri) {
      last = message["params"]["diagnostics"];
    }
  }
  ASSERT_EQ(last.size(), 1U);
  EXPECT_EQ(last[0]["code"], "AIX5050");
}

TEST_F(LspServer, CompletionWaitsForNoAssessmentButTheFirst) {
  start_with(test::SmallModel);
  bool assessed = false;
  server->set_pump([&] { assessed = true; });
  receive(changed(std::string(test::SmallModel) + "accept \n", 2));
  Json params = about_document();
  params["position"] = {{"line", 11}, {"character", 7}};
  receive(request(1, "textDocument/completion", params));
  while (server->step() && told().empty()) {
  }
  assessed = false;
  ASSERT_TRUE(server->step());
  EXPECT_FALSE(assessed);
  const Json answer = only_told();
  ASSERT_EQ(answer["id"], 1);
  EXPECT_THAT(answer["result"]["items"].dump(), HasSubstr("found 1 time"));
}

// ---- files of the standard library --------------------------------------------------------------

class LspLibrary : public LspServer {
 protected:
  // Where a definition in a model leads when the library is embedded.
  static constexpr const char* Copy = "file:///cache/stdlib/library.aisys";
  // Where the library is on disk.
  static constexpr const char* Own = "file:///lib/library.aisys";

  LspLibrary() {
    outside.cache_folder = "/cache";
    files.files["/lib/library.aisys"] = test::SmallLibrary;
    files.files["/cache/stdlib/library.aisys"] = test::SmallLibrary;
    outside.project = [](const std::string&, const source::FileSystem&) {
      lsp::Project project;
      project.options.load.stdlib_directory = "/lib";
      return project;
    };
    server.emplace(outside);
    start();
  }

  static Json about(const char* uri, std::string_view word, int character) {
    const std::string_view text(test::SmallLibrary);
    const auto before = text.substr(0, text.find(word));
    return {{"textDocument", {{"uri", uri}}},
            {"position", {{"line", std::ranges::count(before, '\n')}, {"character", character}}}};
  }
  // The diagnostics that were told last of that document.
  Json mistakes(const char* uri) {
    Json last;
    for (const Json& message : told()) {
      if (message.value("method", "") == "textDocument/publishDiagnostics" &&
          message["params"]["uri"] == uri) {
        last = message["params"]["diagnostics"];
      }
    }
    return last;
  }
  Json opens(const char* uri, std::string_view text) {
    receive(opened(text, uri));
    work();
    return mistakes(uri);
  }
  Json writes(const char* uri, std::string_view text, int version) {
    receive(notification("textDocument/didChange",
                         {{"textDocument", {{"uri", uri}, {"version", version}}},
                          {"contentChanges", Json::array({{{"text", text}}})}}));
    work();
    return mistakes(uri);
  }
  Json ask(std::string_view method, const Json& params) {
    return answer_to(request(1, method, params))["result"];
  }

  void expect_that_it_is_the_library(const char* uri) {
    const Json user = about(uri, "kind user is actor", 13);
    EXPECT_THAT(ask("textDocument/hover", user).dump(), HasSubstr("actor"));
    const Json actor = ask("textDocument/definition", user);
    EXPECT_THAT(actor.dump(), HasSubstr(uri));
    EXPECT_THAT(actor.dump(), HasSubstr(about(uri, "kind actor", 0)["position"]["line"].dump()));
    EXPECT_THAT(ask("textDocument/documentSymbol", user).dump(), HasSubstr("can_inject"));
    EXPECT_FALSE(ask("textDocument/semanticTokens/full", user)["data"].empty());
    Json renamed = user;
    renamed["newName"] = "person";
    const Json refusal = answer_to(request(1, "textDocument/rename", renamed));
    EXPECT_THAT(refusal.dump(), HasSubstr("belongs to the standard library"));
  }
};

TEST_F(LspLibrary, ACopyOfOneOfItsFilesIsThatFile) {
  EXPECT_EQ(opens(Copy, test::SmallLibrary), Json::array());
  expect_that_it_is_the_library(Copy);
}

TEST_F(LspLibrary, ACopyThatIsWrittenInSaysThatItIsOne) {
  opens(Copy, test::SmallLibrary);
  const Json told = writes(Copy, "kind robot is agent\n" + std::string(test::SmallLibrary), 2);
  ASSERT_EQ(told.size(), 1U) << told.dump();
  EXPECT_EQ(told[0]["severity"], 3);
  EXPECT_THAT(told[0]["message"].dump(), HasSubstr("copy of a file of the standard library"));
  EXPECT_EQ(ask("textDocument/hover", about(Copy, "kind user is actor", 13)), Json());
  EXPECT_EQ(writes(Copy, test::SmallLibrary, 3), Json::array());
  expect_that_it_is_the_library(Copy);
}

TEST_F(LspLibrary, OnDiskItsFilesCanBeWritten) {
  EXPECT_EQ(opens(Own, test::SmallLibrary), Json::array());
  expect_that_it_is_the_library(Own);
  const std::string more = std::string(test::SmallLibrary) + "kind robot is agnt\n";
  EXPECT_EQ(writes(Own, more, 2).at(0)["code"], "AIX2001");
}

TEST_F(LspLibrary, AModelIsReadAgainWhenItsLibraryChanges) {
  opens(Own, test::SmallLibrary);
  const std::string model = std::string(test::SmallModel) + "robot r\n";
  EXPECT_EQ(opens(Uri, model).at(0)["code"], "AIX2001");
  receive(notification(
      "textDocument/didChange",
      {{"textDocument", {{"uri", Own}, {"version", 2}}},
       {"contentChanges",
        Json::array({{{"text", std::string(test::SmallLibrary) + "kind robot is agent\n"}}})}}));
  work();
  EXPECT_EQ(mistakes(Uri), Json::array());
}

TEST_F(LspLibrary, TheEmbeddedOneIsKnownByItsPlaceAndByItsText) {
  outside.project = [](const std::string&, const source::FileSystem&) { return lsp::Project(); };
  const stdlib::EmbeddedFile& file = stdlib::files().front();
  const std::string copy = "file:///cache/stdlib/" + std::string(file.path);
  for (const std::string& uri : {copy, std::string("file:///elsewhere/copy.aisys")}) {
    EXPECT_EQ(opens(uri.c_str(), file.text), Json::array()) << uri;
    const Json params = {{"textDocument", {{"uri", uri}}}};
    EXPECT_FALSE(ask("textDocument/documentSymbol", params).empty()) << uri;
  }
}

// ---- the project's configuration ----------------------------------------------------------------

class LspProject : public testing::Test {
 protected:
  LspProject() {
    tool.files.files["/w/aixc.toml"] = "";
    tool.files.files["/w/model.aisys"] = test::SmallModel;
  }

  // What the server says about one document, from beginning to end: `aixc lsp` itself.
  std::vector<Json> told(std::string_view text, const std::vector<Json>& more = {}) {
    std::vector<Json> all = {request(0, "initialize", {{"capabilities", Json::object()}}),
                             notification("initialized"), opened(text)};
    all.insert(all.end(), more.begin(), more.end());
    tool.input.clear();
    for (const Json& message : all) {
      tool.input += lsp::framed(message.dump());
    }
    const test::ToolRun run = tool.run({"lsp"});
    EXPECT_EQ(run.err, "");
    return messages_in(run.out);
  }
  // All diagnostics that were ever told of a document, by code.
  std::set<std::string> codes(std::string_view text, std::string_view uri = Uri) {
    std::set<std::string> result;
    for (const Json& message : told(text)) {
      if (message.value("method", "") == "textDocument/publishDiagnostics" &&
          message["params"]["uri"] == uri) {
        for (const Json& one : message["params"]["diagnostics"]) {
          result.insert(one["code"].get<std::string>());
        }
      }
    }
    return result;
  }
  void configure(std::string_view text) { tool.files.files["/w/aixc.toml"] = text; }

  Tool tool;
};

constexpr const char* WithMistakes = R"(system s
user u
agent a
u -> a : customers, customerz
data customers
accept injection on a { reason: "tried" }
accept escape on u { reason: "there is none" }
)";

TEST_F(LspProject, WarningsThatAreIgnoredAreNeverTold) {
  EXPECT_THAT(codes(WithMistakes), ElementsAre("AIX2030", "AIX5050"));
  configure("ignore = [\"AIX2030\"]\n");
  EXPECT_THAT(codes(WithMistakes), ElementsAre("AIX5050"));
  configure("ignore = [\"AIX2030\", \"AIX5050\"]\n");
  EXPECT_THAT(codes(WithMistakes), IsEmpty());
}

TEST_F(LspProject, WarningsThatACommentSilencesAreNeverTold) {
  const std::string silenced =
      "// aix:ignore AIX2030 reason=\"two things\"\nu -> a : customers, customerz\n";
  std::string text = WithMistakes;
  text.replace(text.find("u -> a"), std::string("u -> a : customers, customerz\n").size(),
               silenced);
  EXPECT_THAT(codes(text), ElementsAre("AIX5050"));
  // And with errors in the text, which keep the assessment away.
  EXPECT_EQ(codes(text + "agnet b\n").count("AIX2030"), 0U);
}

TEST_F(LspProject, RulesThatAreIgnoredFindNothing) {
  const Json hints = request(1, "textDocument/inlayHint", whole_document());
  const auto label = [&] {
    for (const Json& message : told(test::SmallModel, {hints})) {
      if (message.value("id", 0) == 1) {
        return message["result"].dump();
      }
    }
    return std::string();
  };
  EXPECT_THAT(label(), HasSubstr("1 threat, high"));
  configure("ignore-rules = [\"can_inject\"]\n");
  EXPECT_THAT(label(), testing::Not(HasSubstr("1 threat")));
}

TEST_F(LspProject, SharedLibrariesAreRead) {
  const std::string text = std::string(test::SmallModel) + "robot r\n";
  EXPECT_THAT(codes(text), ElementsAre("AIX2001"));
  tool.files.files["/w/shared/robots.aisys"] = "kind robot is agent\n";
  configure("libraries = [\"shared/robots.aisys\"]\n");
  EXPECT_THAT(codes(text), IsEmpty());
}

TEST_F(LspProject, MistakesOfTheConfigurationStandInIt) {
  configure("ignore = [\"AIX2030\"]\nnonsense = 1\n");
  EXPECT_THAT(codes(WithMistakes, "file:///w/aixc.toml"), testing::SizeIs(1));
  // What has mistakes does not count.
  EXPECT_THAT(codes(WithMistakes), ElementsAre("AIX2030", "AIX5050"));
}

}  // namespace
}  // namespace aixc
