// One output of a compilation, in one format.
#pragma once

#include "compiler/cli/options.h"
#include "compiler/cli/world.h"
#include "compiler/pipeline.h"
#include "compiler/render/format.h"

namespace aixc::cli {

// `compilation` must have an assessment. Formats that show what each answer to a question would do
// get it; that is tried on the model, which is put back as it was. The same holds for the plan, if
// the options ask for it; without a solver there is an error instead.
render::RenderResult render_output(Compilation& compilation, const render::Format& format,
                                   const Options& options, World& world);

}  // namespace aixc::cli
