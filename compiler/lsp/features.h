// What the language server can do, one source file for each. Each takes the parameters of its
// request (LSP 3.17, by the name of the section) and throws `Json::exception` where they are not
// what the protocol says.
#pragma once

#include "compiler/lsp/session.h"

namespace aixc::lsp {

// What is wrong with the texts of one analysis, by address. Every file of the user's has an entry.
std::map<std::string, Json> diagnostics_of(Session& session, const Analysis& analysis);

Reply hover(Session& session, const Json& params);
Reply definition(Session& session, const Json& params);
Reply references(Session& session, const Json& params);
Reply document_highlight(Session& session, const Json& params);
Reply document_symbols(Session& session, const Json& params);
Reply workspace_symbols(Session& session, const Json& params);
Reply prepare_rename(Session& session, const Json& params);
Reply rename(Session& session, const Json& params);
Reply formatting(Session& session, const Json& params);
// What the formatter changes on the lines of the range, and nothing else.
Reply range_formatting(Session& session, const Json& params);
Reply completion(Session& session, const Json& params);
Reply code_actions(Session& session, const Json& params);
Reply folding_ranges(Session& session, const Json& params);
Reply selection_ranges(Session& session, const Json& params);
Reply semantic_tokens(Session& session, const Json& params);
Reply inlay_hints(Session& session, const Json& params);
Reply code_lenses(Session& session, const Json& params);
Reply document_links(Session& session, const Json& params);
// Ours: `aixc/report` gives the picture of the system that a document belongs to, and which card
// stands for which place in the text.
Reply report(Session& session, const Json& params);

// The types of `semantic_tokens`, in the order of their numbers.
Json semantic_token_types();

}  // namespace aixc::lsp
