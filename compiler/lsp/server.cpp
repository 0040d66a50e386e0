#include "compiler/lsp/server.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "compiler/lsp/capabilities.h"
#include "compiler/lsp/features.h"
#include "compiler/lsp/transport.h"
#include "compiler/version.h"

namespace aixc::lsp {
namespace {

struct Request {
  std::string_view method;
  Reply (*answer)(Session& session, const Json& params);
};

// Everything that a client may ask for once the server runs.
constexpr auto Requests = std::to_array<Request>({
    {"aixc/report", report},
    {"textDocument/codeAction", code_actions},
    {"textDocument/codeLens", code_lenses},
    {"textDocument/completion", completion},
    {"textDocument/definition", definition},
    {"textDocument/documentHighlight", document_highlight},
    {"textDocument/documentLink", document_links},
    {"textDocument/documentSymbol", document_symbols},
    {"textDocument/foldingRange", folding_ranges},
    {"textDocument/formatting", formatting},
    {"textDocument/hover", hover},
    {"textDocument/inlayHint", inlay_hints},
    {"textDocument/prepareRename", prepare_rename},
    {"textDocument/rangeFormatting", range_formatting},
    {"textDocument/references", references},
    {"textDocument/rename", rename},
    {"textDocument/selectionRange", selection_ranges},
    {"textDocument/semanticTokens/full", semantic_tokens},
    {"workspace/symbol", workspace_symbols},
});

std::string text_of(const Json& message) {
  return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json member(const Json& object, std::string_view name) {
  const auto found = object.find(name);
  return found == object.end() ? Json() : *found;
}

// What tells of a text that is not as it was.
bool changes_texts(const Json& message) {
  const Json method = message.is_object() ? member(message, "method") : Json();
  return method.is_string() && (method.get<std::string>().starts_with("textDocument/did") ||
                                method.get<std::string>().starts_with("workspace/didChange"));
}

}  // namespace

Server::Server(Outside& outside)
    : session_(outside), board_(session_, [this](std::string_view method, Json params) {
        notify(method, std::move(params));
      }) {
  session_.cancelled = [this] {
    if (pump_) {
      pump_();
    }
    gave_up_ = gave_up_ || cancelled_.contains(current_) || waiting_changes_ > 0;
    return gave_up_;
  };
}

// ---- messages -----------------------------------------------------------------------------------

void Server::receive(const std::string& content) {
  Json message = Json::parse(content, nullptr, false);
  if (message.is_discarded()) {
    answer(Json(), Refusal{ErrorCode::ParseError, "this is no JSON"});
    return;
  }
  if (message.is_object() && member(message, "method") == "$/cancelRequest") {
    cancelled_.insert(member(member(message, "params"), "id").dump());
    return;
  }
  waiting_changes_ += changes_texts(message) ? 1 : 0;
  waiting_.push_back(std::move(message));
}

bool Server::step() {
  gave_up_ = false;
  // Whoever types looks for mistakes first: what else is asked for may take an assessment.
  const bool tell = untold_ && (waiting_.empty() || !changes_texts(waiting_.front()));
  if (!tell && !waiting_.empty()) {
    const Json message = std::move(waiting_.front());
    waiting_.pop_front();
    waiting_changes_ -= changes_texts(message) ? 1 : 0;
    handle(message);
    return true;
  }
  if (tell) {
    untold_ = false;
    unassessed_.merge(board_.tell_texts());
    return true;
  }
  if (!unassessed_.empty()) {
    assess_next();
    return true;
  }
  return false;
}

void Server::assess_next() {
  const std::string path = *unassessed_.begin();
  if (session_.documents.find(path) != nullptr) {
    const Analysis& analysis = session_.workspace.assessed(path);
    if (gave_up_) {
      return;  // it is tried again when nothing else is left to do
    }
    board_.tell(analysis);
  }
  unassessed_.erase(path);
  if (unassessed_.empty()) {
    refresh();
  }
}

void Server::handle(const Json& message) {
  const bool is_call = message.is_object() && member(message, "method").is_string();
  const Json id = message.is_object() ? member(message, "id") : Json();
  if (!is_call) {
    const bool is_response =
        message.is_object() && (message.contains("result") || message.contains("error"));
    if (!is_response) {
      answer(id,
             Refusal{ErrorCode::InvalidRequest, "this is neither a request nor a notification"});
    }
    return;
  }
  const auto method = message["method"].get<std::string>();
  const Json params = member(message, "params");
  if (!message.contains("id")) {
    notified(method, params);
    return;
  }
  current_ = id.dump();
  Reply reply = cancelled_.contains(current_) ? Json() : call(method, params);
  if (cancelled_.erase(current_) > 0) {
    reply = Refusal{ErrorCode::RequestCancelled, "the client took it back"};
  } else if (gave_up_) {
    reply = Refusal{ErrorCode::ContentModified, "a text has changed meanwhile"};
  }
  current_.clear();
  answer(id, reply);
}

Reply Server::call(const std::string& method, const Json& params) {
  if (life_ == Life::New && method != "initialize") {
    return Refusal{ErrorCode::ServerNotInitialized, "`initialize` comes first"};
  }
  if (life_ == Life::ShutDown || (life_ == Life::Running && method == "initialize")) {
    return Refusal{ErrorCode::InvalidRequest, fmt::format("`{}` cannot be asked any more", method)};
  }
  if (method == "shutdown") {
    life_ = Life::ShutDown;
    return Json();
  }
  const auto known = std::ranges::find(Requests, method, &Request::method);
  if (known == Requests.end() && method != "initialize") {
    return Refusal{ErrorCode::MethodNotFound, fmt::format("there is no method `{}`", method)};
  }
  try {
    return known == Requests.end() ? initialize(params) : known->answer(session_, params);
  } catch (const Json::exception& error) {
    return Refusal{ErrorCode::InvalidParams, error.what()};
  }
}

void Server::notified(const std::string& method, const Json& params) {
  if (method == "exit") {
    exit_code_ = life_ == Life::ShutDown ? 0 : 1;
    return;
  }
  if (life_ != Life::Running) {
    return;
  }
  try {
    if (method == "initialized") {
      watch_files();
    } else if (method.starts_with("textDocument/did")) {
      document_changed(method, params);
    } else if (method == "workspace/didChangeWatchedFiles") {
      session_.workspace.files_changed();
      untold_ = true;
    } else if (method == "workspace/didChangeWorkspaceFolders") {
      folders_changed(params.at("event"));
    }
  } catch (const Json::exception&) {
    return;  // nobody waits for an answer to a notification
  }
}

void Server::document_changed(const std::string& method, const Json& params) {
  const Json& document = params.at("textDocument");
  const auto uri = document.at("uri").get<std::string>();
  if (method == "textDocument/didOpen") {
    session_.documents.open(uri, document.at("text").get<std::string>(),
                            document.value("version", int64_t{0}));
  } else if (method == "textDocument/didChange") {
    session_.documents.change(uri, params.at("contentChanges"),
                              document.value("version", int64_t{0}), session_.encoding);
  } else if (method == "textDocument/didClose") {
    session_.documents.close(uri);
    board_.forget(uri);
  } else {
    return;
  }
  session_.workspace.changed(session_.documents.path_of(uri));
  untold_ = true;
}

void Server::folders_changed(const Json& event) {
  for (const Json& folder : event.at("removed")) {
    std::erase(folders_, session_.documents.path_of(folder.at("uri").get<std::string>()));
  }
  for (const Json& folder : event.at("added")) {
    folders_.push_back(session_.documents.path_of(folder.at("uri").get<std::string>()));
  }
  session_.workspace.set_folders(folders_);
  untold_ = true;
}

void Server::answer(const Json& id, const Reply& reply) {
  Json message = {{"jsonrpc", "2.0"}, {"id", id}};
  if (const auto* refusal = std::get_if<Refusal>(&reply)) {
    message["error"] = {{"code", static_cast<int>(refusal->code)}, {"message", refusal->message}};
  } else {
    message["result"] = std::get<Json>(reply);
  }
  session_.outside.send(framed(text_of(message)));
}

void Server::notify(std::string_view method, Json params) {
  session_.outside.send(
      framed(text_of({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}})));
}

void Server::request(std::string_view method, Json params) {
  Json message = {{"jsonrpc", "2.0"}, {"id", ++requests_}, {"method", method}};
  if (!params.is_null()) {
    message["params"] = std::move(params);
  }
  session_.outside.send(framed(text_of(message)));
}

// ---- the beginning ------------------------------------------------------------------------------

Reply Server::initialize(const Json& params) {
  life_ = Life::Running;
  if (const Json process = member(params, "processId"); process.is_number_integer()) {
    parent_ = process.get<int64_t>();
  }
  const Json abilities = member(params, "capabilities");
  session_.client = client_abilities(abilities);
  session_.encoding = agreed_encoding(abilities);
  for (const Json& folder : member(params, "workspaceFolders")) {
    folders_.push_back(session_.documents.path_of(folder.at("uri").get<std::string>()));
  }
  if (const Json root = member(params, "rootUri"); folders_.empty() && root.is_string()) {
    folders_.push_back(session_.documents.path_of(root.get<std::string>()));
  }
  session_.workspace.set_folders(folders_);
  return Json{{"capabilities", server_capabilities(session_.encoding)},
              {"serverInfo", {{"name", "aixc"}, {"version", Version}}}};
}

// Files that are imported, but not open in the editor.
void Server::watch_files() {
  if (session_.client.watches_files) {
    request("client/registerCapability", file_watchers());
  }
}

// ---- what is told without being asked
// ------------------------------------------------------------

// Findings are known later than texts, so what shows them is asked for again.
void Server::refresh() {
  if (session_.client.refreshes_hints) {
    request("workspace/inlayHint/refresh", Json());
  }
  if (session_.client.refreshes_lenses) {
    request("workspace/codeLens/refresh", Json());
  }
}

}  // namespace aixc::lsp
