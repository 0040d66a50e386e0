// `// aix:ignore AIX5003 until=2027-01-31 reason="…"`: comments that silence a warning on their
// line or the next. Findings are never silenced by a comment; statements treat them.
#pragma once

#include "compiler/bind/bind.h"
#include "compiler/diagnostics/sink.h"
#include "compiler/model/value.h"

namespace aixc {

// Whether every stage has had its say, or the assessment is still to come.
enum class Heard { TextOnly, Everything };

// Takes the warnings out that comments of the user's files silence on the day `today`, and reports
// comments that are ill-formed, have expired, or silence nothing. Where stages were left out, which
// they are after errors, nobody can say that a comment silences nothing: then that is not reported.
void apply_ignores(const bind::Program& program, model::Date today, Heard heard,
                   diagnostics::Sink& sink);

}  // namespace aixc
