#pragma once

#include "compiler/diagram/report_view.h"

namespace aixc::test {

// The report view of a small assistant with tools, written by hand: every kind of panel, mark and
// state that the drawing knows occurs in it. The levels and parties are invented.
diagram::ReportView sample_report();

}  // namespace aixc::test
