#pragma once

#include "compiler/diagram/report_view.h"
#include "compiler/model/model.h"
#include "rules/assessment.h"

/// The view stage: model and assessment → what the report says, in words and numbers.
namespace aixc::diagram {

/// The whole report. The model must have a system.
ReportView make_report_view(const model::Model& model, const rules::Assessment& assessment);

/// How much cards say when nobody asks for a certain detail: all threats, or badges where there are
/// many elements.
Detail usual_detail(std::size_t cards);

}  // namespace aixc::diagram
