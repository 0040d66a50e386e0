// `aixc serve` in memory: who is answered, and what the site shows as its files change. What the
// socket and the browser make of it: tests/e2e/serve_test.py.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "compiler/render/format.h"
#include "compiler/serve/guard.h"
#include "compiler/serve/server.h"
#include "tests/support/tool.h"

namespace aixc {
namespace {

using nlohmann::json;
using serve::refusal_of;
using serve::Request;
using serve::Response;
using test::Tool;
using test::ToolRun;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr uint16_t Port = 7407;
constexpr std::string_view Us = "127.0.0.1:7407";

Request request(std::string path, std::map<std::string, std::string> headers = {}) {
  headers.try_emplace("host", Us);
  return {"GET", std::move(path), std::move(headers)};
}

// ---- who may ask --------------------------------------------------------------------------------

TEST(ServeGuard, OurOwnPageIsAnswered) {
  EXPECT_EQ(refusal_of(request("/"), Port), 0);
  EXPECT_EQ(refusal_of(request("/state", {{"host", "localhost:7407"}}), Port), 0);
  EXPECT_EQ(refusal_of(request("/state", {{"origin", "http://127.0.0.1:7407"},
                                          {"sec-fetch-site", "same-origin"}}),
                       Port),
            0);
  EXPECT_EQ(refusal_of(request("/", {{"sec-fetch-site", "none"}}), Port), 0);
}

TEST(ServeGuard, AForeignNameThatPointsHereGetsNothing) {
  for (const char* host : {"evil.example", "evil.example:7407", "127.0.0.1", "127.0.0.1:80", "",
                           "127.0.0.1:7407.evil.example", "localhost:74070"}) {
    EXPECT_EQ(refusal_of(request("/state", {{"host", host}}), Port), 403) << host;
  }
  EXPECT_EQ(refusal_of({"GET", "/state", {}}, Port), 403);
}

TEST(ServeGuard, APageOfAnotherSiteGetsNothing) {
  for (const char* origin : {"http://evil.example", "null", "http://127.0.0.1:80", "",
                             "https://127.0.0.1:7407", "http://localhost:7407"}) {
    EXPECT_EQ(refusal_of(request("/state", {{"origin", origin}}), Port), 403) << origin;
  }
  for (const char* site : {"cross-site", "same-site"}) {
    EXPECT_EQ(refusal_of(request("/state", {{"sec-fetch-site", site}}), Port), 403);
    EXPECT_EQ(refusal_of(request("/", {{"sec-fetch-site", site}}), Port), 403);
    // A link may lead to the page, and to nothing else.
    const std::map<std::string, std::string> link = {{"sec-fetch-site", site},
                                                     {"sec-fetch-mode", "navigate"}};
    EXPECT_EQ(refusal_of(request("/", link), Port), 0);
    EXPECT_EQ(refusal_of(request("/export/json", link), Port), 403);
  }
}

TEST(ServeGuard, OnlyReadingIsAnswered) {
  Request post = request("/state");
  post.method = "POST";
  EXPECT_EQ(refusal_of(post, Port), 405);
  post.method = "HEAD";
  EXPECT_EQ(refusal_of(post, Port), 0);
}

// ---- the site -----------------------------------------------------------------------------------

// Changes when the test says so.
class HandWatcher final : public source::Watcher {
 public:
  std::string watch(const std::vector<std::string>& files) override {
    watched = files;
    return error;
  }
  bool wait() override { return false; }
  int descriptor() const override { return 0; }
  bool changed() override { return true; }

  std::vector<std::string> watched;
  std::string error;
};

// A browser that does what the test says, once the program serves.
class HandServer final : public serve::Server {
 public:
  std::string listen(uint16_t port) override {
    asked_port = port;
    return error;
  }
  uint16_t port() const override { return Port; }
  void run(const Answer& answer, int, const std::function<void()>& ready) override {
    answer_ = &answer;
    ready_ = &ready;
    visit();
  }
  void announce(std::string_view data) override { told.emplace_back(data); }

  Response get(const std::string& path) const { return (*answer_)(request(path)); }
  json state() const { return json::parse(get("/state").body); }
  void files_changed() const { (*ready_)(); }

  std::function<void()> visit = [] {};
  std::string error;
  std::optional<uint16_t> asked_port;
  std::vector<std::string> told;

 private:
  const Answer* answer_ = nullptr;
  const std::function<void()>* ready_ = nullptr;
};

class Serve : public testing::Test {
 protected:
  Serve() {
    tool.watcher = &watcher;
    tool.server = &server;
  }

  ToolRun run(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"serve", "model.aisys"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return tool.run(arguments);
  }
  void write(std::string_view text) { tool.files.files["model.aisys"] = text; }

  Tool tool;
  HandWatcher watcher;
  HandServer server;
};

TEST_F(Serve, TellsTheAddressAndEndsClean) {
  const ToolRun result = run({"--port", "0"});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(result.out, "http://127.0.0.1:7407/\n");
  EXPECT_EQ(server.asked_port, 0);
  EXPECT_THAT(watcher.watched, testing::Contains("model.aisys"));
}

TEST_F(Serve, RefusesWhatCannotBe) {
  EXPECT_THAT(run({"--port", "65536"}).err, HasSubstr("`65536` is no port"));
  EXPECT_THAT(run({"--port", "x"}).err, HasSubstr("`x` is no port"));
  EXPECT_THAT(tool.run({"serve", "-"}).err, HasSubstr("standard input does not change"));
  EXPECT_THAT(tool.run({"serve", "none.aisys"}).err, HasSubstr("none.aisys"));
  EXPECT_EQ(tool.run({"serve", "none.aisys"}).code, 2);
  server.error = "Address already in use";
  const ToolRun taken = run();
  EXPECT_EQ(taken.code, 2);
  EXPECT_THAT(taken.err, HasSubstr("port 7407 of 127.0.0.1 cannot be had: Address already in use"));
  EXPECT_THAT(taken.err, HasSubstr("--port 0"));
  watcher.error = "no space";
  EXPECT_THAT(run().err, HasSubstr("changes cannot be waited for: no space"));
}

TEST_F(Serve, ShowsPicturesFindingsAndFormats) {
  server.visit = [&] {
    const json state = server.state();
    EXPECT_EQ(state["title"], "Help desk");
    EXPECT_EQ(state["problem"], "");
    EXPECT_EQ(state["summary"], "1 threat (1 high) · 1 open");
    const json agent = state["cards"]["m-net.agent"];
    EXPECT_EQ(agent["place"], "model.aisys:8");
    ASSERT_EQ(agent["findings"].size(), 2);
    EXPECT_EQ(agent["findings"][0]["title"], "Prompt injection");
    EXPECT_EQ(agent["findings"][0]["helps"][0], "Input filter");
    EXPECT_THAT(agent["findings"][1]["asks"][0]["ask"].get<std::string>(),
                HasSubstr("Who approves"));
    EXPECT_EQ(state["formats"].size(), render::formats().size());
    for (const json& view : state["views"]) {
      const Response picture = server.get("/picture/" + view["name"].get<std::string>());
      EXPECT_EQ(picture.type, "image/svg+xml; charset=utf-8") << view;
      EXPECT_THAT(picture.body, StartsWith("<svg ")) << view;
      EXPECT_THAT(picture.body, Not(HasSubstr("<style"))) << view;
    }
    // The cards of the first are those of the state.
    EXPECT_THAT(server.get("/picture/report").body, HasSubstr("id=\"m-net.agent\""));
  };
  EXPECT_EQ(run().code, 0);
}

TEST_F(Serve, SavesWhatTheCommandLineWrites) {
  const ToolRun written = tool.run({"model.aisys", "-o", "out.json", "-o", "out.md"});
  ASSERT_EQ(written.code, 0) << written.err;
  server.visit = [&] {
    EXPECT_EQ(server.get("/export/json").body, tool.files.files["out.json"]);
    EXPECT_EQ(server.get("/export/markdown").body, tool.files.files["out.md"]);
    EXPECT_EQ(server.get("/export/json").file_name, "report.json");
    EXPECT_EQ(server.get("/export/png").status, 500);
    EXPECT_THAT(server.get("/export/png").body, Not(testing::IsEmpty()));
  };
  EXPECT_EQ(run().code, 0);
}

TEST_F(Serve, GivesOutNoFile) {
  server.visit = [&] {
    for (const char* path : {"/model.aisys", "/../model.aisys", "//etc/passwd", "/etc/passwd",
                             "/picture/../model.aisys", "/export/model.aisys", "/export/",
                             "/picture/", "/lib/library.aisys", "", "state"}) {
      EXPECT_EQ(server.get(path).status, path == std::string("/picture/") ? 200 : 404) << path;
    }
  };
  EXPECT_EQ(run().code, 0);
}

TEST_F(Serve, KeepsTheLastGoodPictureOverAMistake) {
  const std::string good = tool.files.files["model.aisys"];
  server.visit = [&] {
    const std::string picture = server.get("/picture/report").body;
    write(std::string(good).replace(good.find("agent agent"), 5, "agnet"));
    server.files_changed();
    json state = server.state();
    EXPECT_EQ(state["problem"], "1 error");
    EXPECT_EQ(state["stale"], true);
    EXPECT_THAT(state["messages"].get<std::string>(), HasSubstr("^^^^^"));
    EXPECT_THAT(state["messages"].get<std::string>(), Not(HasSubstr("\x1b")));
    EXPECT_EQ(server.get("/picture/report").body, picture);
    write(std::string(good).replace(good.find("Help desk"), 9, "New desk!"));
    server.files_changed();
    state = server.state();
    EXPECT_EQ(state["title"], "New desk!");
    EXPECT_EQ(state["stale"], false);
    EXPECT_EQ(state["messages"], "");
    EXPECT_NE(server.get("/picture/report").body, picture);
    EXPECT_THAT(server.told, ElementsAre("2", "3"));
  };
  EXPECT_EQ(run({"--color", "always"}).code, 0);
}

TEST_F(Serve, BeginsWithAMistakeOrWithoutASystem) {
  write("system s {");
  server.visit = [&] {
    EXPECT_EQ(server.state()["problem"], "1 error");
    EXPECT_EQ(server.state()["stale"], false);
    EXPECT_EQ(server.get("/picture/report").status, 404);
    EXPECT_EQ(server.get("/export/svg").status, 404);
    write("data d\n");
    server.files_changed();
    EXPECT_EQ(server.state()["problem"], "the file describes no system");
  };
  EXPECT_EQ(run().code, 0);
}

TEST_F(Serve, TheConfigurationIsHonoured) {
  tool.files.files["aixc.toml"] = "ignore-rules = [\"can_inject\"]\n";
  server.visit = [&] {
    EXPECT_EQ(server.state()["summary"], "0 threats · 1 open");
    tool.files.files["aixc.toml"] = "nonsense = 1\n";
    server.files_changed();
    EXPECT_THAT(server.state()["messages"].get<std::string>(), HasSubstr("nonsense"));
  };
  EXPECT_EQ(run().code, 0);
}

}  // namespace
}  // namespace aixc
