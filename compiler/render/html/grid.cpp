// Grids as tables: the same matrix, periodic table and responsibilities that the pictures draw.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/diagram/pictures.h"
#include "compiler/render/html/page.h"
#include "compiler/render/svg/writer.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using diagram::Grid;
using diagram::GridCell;
using diagram::GridHead;
using diagram::GridItem;

std::string state_id(diagram::ControlState state) {
  return rules::id_of(diagram::word(state));
}

class GridTable {
 public:
  GridTable(HtmlWriter& html, const Page& page, const Grid& grid) : html_(html), grid_(grid) {
    for (const rules::Finding& finding : page.assessment.findings) {
      const auto number = static_cast<size_t>(std::max(finding.number, 0));
      numbered_.resize(std::max(numbered_.size(), number + 1));
      numbered_[number] = &finding;
    }
  }

  void write(std::string_view id) {
    html_.element("p", grid_.subtitle, " class=\"lead\"");
    write_legend();
    open_frame(html_, grid_.title + ": " + grid_.subtitle);
    html_.open("table", attribute("id", id) +
                            fmt::format(" class=\"grid{}\"", grid_.narrow ? " narrow" : ""));
    html_.element("caption", grid_.title, " class=\"unseen\"").raw("<thead>");
    write_heads();
    html_.raw("</thead>\n<tbody>\n");
    std::string group;
    for (size_t row = 0; row < grid_.rows.size(); ++row) {
      if (grid_.rows[row].group != group) {
        group = grid_.rows[row].group;
        html_.open("tr").element("th", group,
                                 fmt::format(" scope=\"rowgroup\" colspan=\"{}\" class=\"group\"",
                                             grid_.columns.size() + 1));
        html_.close("tr");
      }
      write_row(row);
    }
    close_table(html_);
    if (!grid_.note.empty()) {
      html_.element("p", grid_.note, " class=\"note\"");
    }
  }

 private:
  void write_legend() {
    html_.open("ul", " class=\"legend\"");
    for (const diagram::GridSign& sign : grid_.legend) {
      html_.open("li");
      for (const diagram::NumberMark& mark : sign.sign.numbers) {
        html_.raw(fmt::format("<span class=\"number{}\" aria-hidden=\"true\">{}</span>",
                              mark.calm ? " treated" : "", mark.number));
      }
      write_sign_of(sign.sign);
      html_.raw(" ").text(sign.text).close("li");
    }
    html_.close("ul");
  }

  void write_sign_of(const GridItem& item) {
    if (item.control) {
      write_sign(html_, state_id(*item.control));
    } else if (item.unneeded) {
      html_.raw("<span class=\"dot\" aria-hidden=\"true\">·</span>");
    }
  }

  void write_heads() {
    const bool grouped =
        std::ranges::any_of(grid_.columns, [](const GridHead& it) { return !it.group.empty(); });
    html_.open("tr").element("th", grid_.corner,
                             grouped ? " scope=\"col\" rowspan=\"2\"" : " scope=\"col\"");
    for (size_t first = 0; grouped && first < grid_.columns.size();) {
      size_t end = first + 1;
      while (end < grid_.columns.size() && grid_.columns[end].group == grid_.columns[first].group) {
        ++end;
      }
      html_.open("th",
                 fmt::format(" scope=\"colgroup\" colspan=\"{}\" class=\"group\"", end - first));
      if (grid_.columns[first].surface) {
        write_sign(html_, diagram::word(*grid_.columns[first].surface));
        html_.raw(" ");
      }
      html_.text(grid_.columns[first].group).close("th");
      first = end;
    }
    html_.raw(grouped ? "</tr><tr>" : "");
    for (const GridHead& head : grid_.columns) {
      html_.open("th", fmt::format(" scope=\"col\"{}", head.calm ? " class=\"quiet\"" : ""));
      write_head(head);
      html_.close("th");
    }
    html_.close("tr");
  }

  void write_head(const GridHead& head) {
    html_.open("span", " class=\"head\"");
    write_title(head.title, head.threat);
    html_.close("span");
    if (!head.note.empty()) {
      html_.raw(" ").element("span", head.note, " class=\"plainly quiet\"");
    }
    write_numbers(head.numbers);
  }

  void write_title(const std::string& title, const std::string& threat) {
    if (threat.empty()) {
      html_.text(title);
    } else {
      html_.element("a", title, attribute("href", "#" + id_of("threat-", threat)));
    }
  }

  void write_row(size_t row) {
    html_.open("tr").open("th", " scope=\"row\"");
    write_head(grid_.rows[row]);
    html_.close("th");
    for (size_t column = 0; column < grid_.columns.size(); ++column) {
      write_cell(grid_.cell(row, column));
    }
    html_.close("tr");
  }

  void write_cell(const GridCell& cell) {
    const auto worst = cell.worst();
    html_.open("td", worst ? fmt::format(" class=\"state-{}\"", state_id(*worst)) : "");
    if (grid_.narrow) {
      for (const GridItem& item : cell.items) {
        write_sign_of(item);
      }
      if (!cell.description.empty()) {
        html_.element("span", cell.description, " class=\"unseen\"");
      }
    } else if (!cell.items.empty()) {
      html_.open("ul", " class=\"plain\"");
      for (const GridItem& item : cell.items) {
        html_.open("li", item.calm ? " class=\"quiet\"" : "");
        write_title(item.text, item.threat);
        write_numbers(item.numbers);
        html_.close("li");
      }
      html_.close("ul");
    }
    html_.close("td");
  }

  void write_numbers(const std::vector<diagram::NumberMark>& marks) {
    if (marks.empty()) {
      return;
    }
    html_.raw(" ").open("span", " class=\"numbers\"");
    for (const diagram::NumberMark& mark : marks) {
      const rules::Finding& finding = *numbered_[static_cast<size_t>(mark.number)];
      html_.open("a", attribute("href", "#" + finding_anchor(finding)));
      write_number(html_, finding);
      html_.close("a");
    }
    html_.close("span");
  }

  HtmlWriter& html_;
  const Grid& grid_;
  std::vector<const rules::Finding*> numbered_;  // by number, from 1
};

}  // namespace

void write_grid(HtmlWriter& html, const Page& page, const Grid& grid, std::string_view id) {
  GridTable(html, page, grid).write(id);
}

void write_matrix(HtmlWriter& html, const Page& page) {
  write_grid(html, page, diagram::make_matrix(page.model, page.assessment), "matrix-table");
}

void write_periodic_table(HtmlWriter& html, const Page& page) {
  write_grid(html, page, diagram::make_periodic_table(page.model, page.assessment),
             "periodic-table-table");
}

}  // namespace aixc::render
