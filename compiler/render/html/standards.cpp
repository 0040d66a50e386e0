// Other people's lists, as far as this system touches them.
#include "rules/standards.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "compiler/render/html/page.h"
#include "compiler/render/svg/writer.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using model::EntityId;
using rules::CoverageRow;
using rules::StandardEntry;
using rules::Touch;

// Entries that the system has something to do with; the others are counted only.
bool is_shown(const CoverageRow& row) {
  return row.touch == Touch::Found || row.touch == Touch::Open || !row.in_place.empty();
}

// The threats behind an entry, each once, with the numbers of its findings.
std::string threats_text(const Page& page, const CoverageRow& row) {
  std::vector<std::pair<model::ThreatId, std::string>> threats;
  for (const rules::FindingId id : row.findings) {
    const rules::Finding& finding = page.assessment.findings[id];
    auto known =
        std::ranges::find(threats, finding.threat, [](const auto& it) { return it.first; });
    if (known == threats.end()) {
      known = threats.insert(threats.end(), {finding.threat, {}});
    }
    if (finding.number > 0) {
      known->second += fmt::format("{}{}", known->second.empty() ? "" : ", ", finding.number);
    }
  }
  std::string text;
  for (const auto& [threat, numbers] : threats) {
    text += (text.empty() ? "" : "; ") + page.model.title(threat);
    text += numbers.empty() ? "" : fmt::format(" ({})", numbers);
  }
  std::set<model::ThreatId> told;
  for (const size_t index : row.scenarios) {
    const model::ThreatId threat = page.assessment.scenarios[index].threat;
    if (told.insert(threat).second) {
      text += (text.empty() ? "" : "; ") + page.model.title(threat);
    }
  }
  return text.empty() ? std::string("–") : text;
}

std::string controls_text(const Page& page, const std::vector<model::ControlId>& controls) {
  std::string text;
  for (const model::ControlId control : controls) {
    text += (text.empty() ? "" : ", ") + page.model.title(control);
  }
  return text.empty() ? std::string("–") : text;
}

void write_entry(HtmlWriter& html, const Page& page, const StandardEntry& entry,
                 const CoverageRow& row) {
  html.raw("<tr><th scope=\"row\">").link(entry.url, entry.id);
  if (!entry.name.empty() && entry.name != entry.id) {
    html.raw(" ").element("span", entry.name, " class=\"plainly\"");
  }
  html.raw("</th><td>").raw(rules::word(row.touch)).raw("</td>");
  html.element("td", threats_text(page, row));
  html.element("td", controls_text(page, row.in_place)).close("tr");
}

void write_standard(HtmlWriter& html, const Page& page, const rules::Standard& standard) {
  const std::vector<CoverageRow> rows = rules::coverage(page.model, page.assessment, standard);
  if (std::ranges::none_of(rows, is_shown)) {
    return;
  }
  const auto count = [&](Touch touch) {
    return std::ranges::count(rows, touch, &CoverageRow::touch);
  };
  const std::string name(page.model.name_of(standard.taxonomy));
  html.open("details", attribute("id", id_of("standard-", name))).open("summary");
  html.text(standard.title);
  html.raw(fmt::format(" <span class=\"quiet\">{} found, {} open, {} not applicable, of {}</span>",
                       count(Touch::Found), count(Touch::Open), count(Touch::NotApplicable),
                       rules::counted(rows.size(), "entry", "entries")));
  html.close("summary");
  open_table(html, id_of("standard-table-", name), standard.title + ": what this system touches",
             {"Entry", "Here", "Threats", "In place"});
  for (size_t i = 0; i < rows.size(); ++i) {
    if (is_shown(rows[i])) {
      write_entry(html, page, standard.entries[i], rows[i]);
    }
  }
  close_table(html);
  html.close("details");
}

}  // namespace

void write_standards(HtmlWriter& html, const Page& page) {
  for (const EntityId taxonomy : page.model.taxonomies) {
    write_standard(html, page, rules::read_standard(page.model, taxonomy));
  }
}

}  // namespace aixc::render
