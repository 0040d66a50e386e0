// What client and server tell each other about themselves at the start (LSP 3.17, Initialize).
#pragma once

#include "compiler/lsp/session.h"

namespace aixc::lsp {

// `capabilities` of the client. What is missing, or is not as it should be, it cannot do.
ClientAbilities client_abilities(const Json& capabilities);
// UTF-8 if the client offers it before UTF-16 or alone; UTF-16, which every client has, otherwise.
Encoding agreed_encoding(const Json& capabilities);
Json server_capabilities(Encoding encoding);
// The parameters of `client/registerCapability` for the files that are read: a model may import
// what is not open in the editor.
Json file_watchers();

}  // namespace aixc::lsp
