#include "compiler/render/svg/style.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace aixc::render {
namespace {

using diagram::Palette;

// `$name` is a colour of the table. Classes are short because they are written thousands of times.
// clang-format off
constexpr std::string_view Rules = R"css(
svg{font-family:Helvetica,Arial,"Liberation Sans",sans-serif}
text{fill:$ink;font-size:12px}
.m{fill:$muted}.r{text-anchor:end}.c{text-anchor:middle}.b{font-weight:700}
.h1{font-size:28px;font-weight:700}.h2{font-size:16px;font-weight:700}.h3{font-size:13px;font-weight:700}
.big{font-size:14px}.s{font-size:11px}.x{font-size:10.5px}.n{font-size:12.5px;font-weight:700}
.bg{fill:$bg}.panel{fill:$panel;stroke:$hair}.cardb{fill:$card;stroke:$hair}
.hl{fill:none;stroke:$hair;stroke-width:1}.hl2{fill:none;stroke:$muted;stroke-width:1.25}
.bnd rect{fill:$bndf;fill-opacity:.07;stroke:$bnd;stroke-width:1.5;stroke-dasharray:6 4}
.bnd text{fill:$bnd;font-weight:700;font-size:11.5px;letter-spacing:.4px;stroke:$bg;stroke-width:3px;stroke-linejoin:round;stroke-opacity:.8;paint-order:stroke}
.bnd .m{fill:$muted;font-weight:400;letter-spacing:0;font-size:11px}
.bnd.ext rect{fill:$ext;stroke:$ext}.bnd.ext .t{fill:$ext}
.bnd.zone rect{stroke-width:1.2;stroke-dasharray:1.5 4;stroke-linecap:round}
.dev{fill:none;stroke:$lane;stroke-width:1.3;stroke-dasharray:2 3;stroke-linecap:round}
.fl .l{fill:none;stroke:$line;stroke-width:1.6;stroke-linejoin:round}.fl .a{fill:$line}.fl .un{stroke-dasharray:7 3.5}
.fl.s1 .l,.fl.s2 .l{stroke:$sens}.fl.s1 .a,.fl.s2 .a{fill:$sens}.fl.s2 .l{stroke-width:2.8}
.dot{fill:$bnd}.ext .dot{fill:$ext}
.lb rect{fill:$card;stroke:$hair}.lb.s1 rect{stroke:$sens}.lb.s2 rect{fill:$sensf;stroke:$sens}.lb.s2 .b{fill:$sens}
.lb .lock{fill:$sens;stroke:none}.lockl{fill:none;stroke:$sens;stroke-width:1.5}
.warn{fill:none;stroke:$warn;stroke-width:1.4;stroke-linejoin:round;stroke-linecap:round}
.xg{fill:$bg;stroke:$bnd;stroke-width:1.6}.xb{stroke:$bnd;stroke-width:1.6;stroke-linecap:round}
.ext .xg,.ext .xb{stroke:$ext}
.node .bd{fill:$card;stroke-width:1.25}.node .hd{stroke-width:1.25}.node .ti{fill:$title;font-weight:700;font-size:16px}
.node .te{font-size:11px}.tag text{font-size:10.5px;text-anchor:middle}
.ic{fill:none;stroke:$title;stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}
.blue .hd{fill:$blue}.blue .hd,.blue .bd{stroke:$blued}.blue .te,.blue .tag text{fill:$bluel}.blue .tag rect{fill:$blued}
.sky .hd{fill:$sky}.sky .hd,.sky .bd{stroke:$skyd}.sky .te,.sky .tag text{fill:$skyl}.sky .tag rect{fill:$skyd}
.green .hd{fill:$green}.green .hd,.green .bd{stroke:$greend}.green .te,.green .tag text{fill:$greenl}.green .tag rect{fill:$greend}
.indigo .hd{fill:$indigo}.indigo .hd,.indigo .bd{stroke:$indigod}.indigo .te,.indigo .tag text{fill:$indigol}.indigo .tag rect{fill:$indigod}
.brown .hd{fill:$brown}.brown .hd,.brown .bd{stroke:$brownd}.brown .te,.brown .tag text{fill:$brownl}.brown .tag rect{fill:$brownd}
.slate .hd{fill:$slate}.slate .hd,.slate .bd{stroke:$slated}.slate .te,.slate .tag text{fill:$slatel}.slate .tag rect{fill:$slated}
.sh{fill:$shadow;fill-opacity:.07}
.num{fill:$ink}.numt{fill:$bg;font-size:10.5px;font-weight:700;text-anchor:middle}
.input{fill:$input}.development{fill:$development}.runtime{fill:$runtime}
.imp{fill:none;stroke:$muted;stroke-width:1.25}.impt{font-size:10.5px;font-weight:700;text-anchor:middle}
.lv{font-weight:700;font-size:11.5px}.critical{fill:$crit}.high{fill:$high}.medium{fill:$medium}.low{fill:$low}.none{fill:$muted}
path.low,circle.low{fill:none;stroke:$low;stroke-width:1.6}
.gl{fill:none;stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}.gi{stroke:$ok}.gp{stroke:$plan}.gm{stroke:$miss}.gpf{fill:$plan}.gq{stroke:$muted}
.calm .num{fill:$bg;stroke:$muted}.calm .numt,.calm text{fill:$muted}.calm .n{font-weight:400}
.calm .input,.calm .development,.calm .runtime{fill:none;stroke:$muted;stroke-width:1}
.calm .critical,.calm .high,.calm .medium,.calm .low{fill:$muted}.calm path.low,.calm circle.low{fill:none;stroke:$muted}
.bdg .gl{stroke-width:1.6}.bt rect{fill:$highf;stroke:$high}.bt text{fill:$high}.bt.medium rect,.bt.low rect,.bt.none rect{fill:$card}
.bt.medium rect{stroke:$medium}.bt.medium text{fill:$medium}.bt.low rect,.bt.none rect{stroke:$low}.bt.low text,.bt.none text{fill:$low}
.bc rect{fill:$okf;stroke:$ok}.bc text{fill:$ok}.bq rect{fill:$card;stroke:$muted}.bq text{fill:$muted}
.fail{fill:$highf;stroke:$high}.failt{fill:$high}.pass{fill:$okf;stroke:$ok}.passt{fill:$ok}
.lk{fill:$link;text-decoration:underline}
.pcard{fill:$pathf;stroke:$path}.pf{fill:$path}.pn{fill:$bg;font-weight:700;font-size:13px;text-anchor:middle}.pl2{stroke:$path;stroke-width:4}
.pl{fill:none;stroke:$path;stroke-width:6}.plh{fill:none;stroke:$bg;stroke-width:11}.pa .a{fill:$path}.po{fill:none;stroke:$path;stroke-width:3}
.halo{stroke:$bg;stroke-width:2.5}.dim{opacity:.32}
.hm{stroke:none}.hm.low{fill:$low;fill-opacity:.1}.hm.medium{fill:$medium;fill-opacity:.24}.hm.high{fill:$high;fill-opacity:.24}.hm.critical{fill:$crit;fill-opacity:.34}
.tile{stroke:none}.tile.good{fill:$okf;stroke:$ok;stroke-opacity:.4}.tile.lack{fill:$highf;stroke:$high;stroke-opacity:.3}.tile.plan{fill:$card;stroke:$plan;stroke-opacity:.5}
@media print{.sh{display:none}}
@media (prefers-contrast:more){.fl .l{stroke-width:2.4}.hl{stroke:$muted}}
@media (forced-colors:active){text{fill:CanvasText}.bg,.node .bd,.cardb,.panel,.lb rect{fill:Canvas}.node,.tag{forced-color-adjust:none}.node .bd+* text{fill:CanvasText}})css";
// clang-format on

std::string_view value(const Colour& colour, Theme theme) {
  return theme == Theme::Dark ? colour.dark : colour.light;
}

const Colour& find(std::string_view name) {
  for (const Colour& colour : colours()) {
    if (colour.name == name) {
      return colour;
    }
  }
  return colours().front();
}

bool is_name(char c) {
  return c >= 'a' && c <= 'z';
}

// Writes `property:$name` as `property:#rrggbb;property:var(--name)`.
std::string with_colours(std::string_view rules, Theme theme) {
  std::string out;
  std::size_t declaration = 0;  // where the declaration at hand starts in `out`
  for (std::size_t at = 0; at < rules.size(); ++at) {
    const char c = rules[at];
    if (c != '$') {
      out += c;
      if (c == '{' || c == ';' || c == '}') {
        declaration = out.size();
      }
      continue;
    }
    std::size_t end = at + 1;
    while (end < rules.size() && is_name(rules[end])) {
      ++end;
    }
    const std::string_view name = rules.substr(at + 1, end - at - 1);
    const std::string property = out.substr(declaration);
    out += value(find(name), theme);
    out += fmt::format(";{}var(--{})", property, name);
    at = end - 1;
  }
  return out;
}

// `.m,.s` as `.ax .m,.ax .s`; `svg` stands for the picture itself.
std::string selectors_within_pictures(std::string_view selectors) {
  std::string out;
  while (!selectors.empty()) {
    const std::size_t end = std::min(selectors.find(','), selectors.size());
    const std::string_view one = selectors.substr(0, end);
    fmt::format_to(std::back_inserter(out), "{}.{}{}{}", out.empty() ? "" : ",", PictureClass,
                   one == "svg" ? "" : " ", one == "svg" ? "" : one);
    selectors.remove_prefix(std::min(end + 1, selectors.size()));
  }
  return out;
}

// Puts every rule under the class of pictures, so that a picture that stands in a page changes
// nothing else there.
std::string within_pictures(std::string_view rules) {
  std::string out;
  while (!rules.empty()) {
    const std::size_t end = std::min(rules.find_first_of("{}"), rules.size() - 1);
    std::string_view head = rules.substr(0, end);
    if (rules[end] == '{' && !head.starts_with('@')) {
      while (head.starts_with('\n')) {
        head.remove_prefix(1);
        out += '\n';
      }
      out += head.starts_with('@') ? std::string(head) : selectors_within_pictures(head);
    } else {
      out += head;
    }
    out += rules[end];
    rules.remove_prefix(end + 1);
  }
  return out;
}

std::string properties(Theme theme, std::string_view root) {
  std::string out = fmt::format("{}{{", root);
  for (const Colour& colour : colours()) {
    out += fmt::format("--{}:{};", colour.name, value(colour, theme));
  }
  out.back() = '}';
  return out;
}

}  // namespace

const std::vector<Colour>& colours() {
  static const std::vector<Colour> Table{
      {"bg", "#ffffff", "#0f1420"},      {"panel", "#f6f8fb", "#141b2a"},
      {"card", "#ffffff", "#182032"},    {"ink", "#1e293b", "#e6ebf3"},
      {"muted", "#596577", "#a5b1c3"},   {"hair", "#dfe5ee", "#2f3b52"},
      {"line", "#64748b", "#8b98ac"},    {"bnd", "#2563eb", "#60a5fa"},
      {"bndf", "#3b82f6", "#3b82f6"},    {"ext", "#566578", "#9fb0c6"},
      {"lane", "#7e22ce", "#d3aefc"},    {"shadow", "#0f172a", "#000000"},
      {"input", "#1d4ed8", "#8fb3ff"},   {"development", "#7e22ce", "#d3aefc"},
      {"runtime", "#147a3b", "#7fe0a0"}, {"crit", "#9f1239", "#fda4af"},
      {"high", "#b42318", "#fda29b"},    {"medium", "#9a5b00", "#f6cf76"},
      {"low", "#475569", "#c3cddb"},     {"sens", "#b0186b", "#f59ccb"},
      {"sensf", "#fdf2f8", "#2c1727"},   {"warn", "#9a5b00", "#f6cf76"},
      {"ok", "#067647", "#75e0a7"},      {"plan", "#8a5600", "#f6cf76"},
      {"miss", "#b42318", "#fda29b"},    {"path", "#a5402d", "#f2957f"},
      {"pathf", "#fdf3f0", "#2a1916"},   {"link", "#1d4ed8", "#8fb3ff"},
      {"highf", "#fef3f2", "#3a1512"},   {"okf", "#ecfdf3", "#053321"},
      {"title", "#ffffff", "#ffffff"},   {"blue", "#2560cf", "#2560cf"},
      {"blued", "#1a4aa8", "#1a4aa8"},   {"bluel", "#dbe8ff", "#dbe8ff"},
      {"sky", "#0a6aa3", "#0a6aa3"},     {"skyd", "#07527f", "#07527f"},
      {"skyl", "#d2eefc", "#d2eefc"},    {"green", "#34713f", "#34713f"},
      {"greend", "#25562f", "#25562f"},  {"greenl", "#d9f5dd", "#d9f5dd"},
      {"indigo", "#5152cf", "#5152cf"},  {"indigod", "#3c3bab", "#3c3bab"},
      {"indigol", "#e3e4ff", "#e3e4ff"}, {"brown", "#9a4f12", "#9a4f12"},
      {"brownd", "#7a3d0c", "#7a3d0c"},  {"brownl", "#ffe8cf", "#ffe8cf"},
      {"slate", "#566578", "#566578"},   {"slated", "#414d5d", "#414d5d"},
      {"slatel", "#e6ebf2", "#e6ebf2"},
  };
  return Table;
}

const std::vector<TextOn>& text_pairs() {
  static const std::vector<TextOn> Pairs{
      {"ink", "bg"},        {"ink", "panel"},      {"ink", "card"},        {"muted", "bg"},
      {"muted", "panel"},   {"muted", "card"},     {"bnd", "bg"},          {"ext", "bg"},
      {"crit", "card"},     {"high", "card"},      {"medium", "card"},     {"low", "card"},
      {"crit", "bg"},       {"high", "bg"},        {"medium", "bg"},       {"low", "bg"},
      {"high", "panel"},    {"medium", "panel"},   {"low", "panel"},       {"crit", "panel"},
      {"sens", "sensf"},    {"muted", "sensf"},    {"ink", "pathf"},       {"muted", "pathf"},
      {"high", "highf"},    {"ink", "highf"},      {"ok", "okf"},          {"ink", "okf"},
      {"link", "bg"},       {"bg", "ink"},         {"bg", "path"},         {"title", "blue"},
      {"bluel", "blue"},    {"bluel", "blued"},    {"title", "sky"},       {"skyl", "sky"},
      {"skyl", "skyd"},     {"title", "green"},    {"greenl", "green"},    {"greenl", "greend"},
      {"title", "indigo"},  {"indigol", "indigo"}, {"indigol", "indigod"}, {"title", "brown"},
      {"brownl", "brown"},  {"brownl", "brownd"},  {"title", "slate"},     {"slatel", "slate"},
      {"slatel", "slated"},
  };
  return Pairs;
}

std::string style_sheet(Theme theme, StyleScope scope) {
  const bool whole = scope == StyleScope::WholePage;
  const std::string root = whole ? std::string(":root") : fmt::format(".{}", PictureClass);
  std::string sheet = properties(theme, root);
  if (theme == Theme::Auto) {
    sheet +=
        "\n@media screen and (prefers-color-scheme:dark){" + properties(Theme::Dark, root) + "}";
  }
  const std::string rules = with_colours(Rules, theme);
  return sheet + (whole ? rules : within_pictures(rules));
}

std::string_view palette_class(Palette palette) {
  switch (palette) {
    case Palette::Application:
      return "blue";
    case Palette::Store:
      return "sky";
    case Palette::Person:
      return "green";
    case Palette::Model:
      return "indigo";
    case Palette::External:
      return "slate";
    case Palette::Agent:
      return "brown";
  }
  return "";
}

}  // namespace aixc::render
