// `textDocument/completion`: what fits the place, told apart by the words before it, because the
// text is mostly incomplete there.
#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "compiler/lsp/features.h"
#include "compiler/lsp/pages.h"
#include "compiler/lsp/words.h"
#include "compiler/model/type_text.h"
#include "compiler/pages/vocabulary.h"
#include "rules/words.h"

namespace aixc::lsp {
namespace {

using model::EntityId;
using model::KindId;
using model::ThreatId;

// LSP 3.17, CompletionItemKind.
enum ItemKind : int {
  Method = 2,
  Function = 3,
  Variable = 6,
  Class = 7,
  Module = 9,
  Property = 10,
  EnumMember = 20,
  Keyword = 14,
  File = 17,
  Event = 23,
};

struct Word {
  std::string_view word;
  std::string_view snippet;
  std::string_view what;
};

// What begins a statement besides the kinds of elements.
constexpr auto Statements = std::to_array<Word>({
    {"import", "import \"$0\"", "another file"},
    {"system", "system ${1:name} \"${2:Title}\" {\n  $0\n}", "the system as a whole"},
    {"party", "party ${1:name} \"${2:Name}\" { role: ${3:us} }", "an organisation"},
    {"data", "data ${1:name} \"${2:Name}\" { sensitivity: ${3:internal} }", "a data asset"},
    {"implement", "implement ${1:CONTROL} on ${2:element} { status: ${3:in_place} }",
     "a control stands somewhere"},
    {"accept", "accept ${1:threat} on ${2:element} { reason: \"$3\", by: \"$4\", until: $5 }",
     "a risk is taken"},
    {"transfer", "transfer ${1:threat} on ${2:element} to ${3:party}", "another bears the risk"},
    {"avoid", "avoid ${1:threat} on ${2:element} { reason: \"$3\" }", "the risk is gone"},
    {"extend", "extend ${1:path} {\n  $0\n}", "adds to an element declared elsewhere"},
    {"view", "view ${1:name} \"${2:Title}\" { include: $3 }", "a part of the picture"},
    {"kind", "kind ${1:name} \"${2:Label}\" is ${3:component} {\n  $0\n}", "a kind of element"},
    {"threat", "threat ${1:name} \"${2:Title}\" {\n  summary: \"$0\"\n}", "a threat of your own"},
    {"control", "control ${1:NAME} \"${2:Title}\" {\n  summary: \"$0\"\n}",
     "a control of your own"},
    {"rule",
     "rule ${1:name}\n  match (${2:m}: ${3:model})\n  where $4\n  raise ${5:threat} on ${2:m}\n"
     "  because \"$0\"",
     "when a threat applies"},
    {"test",
     "test ${1:name} \"${2:Title}\" {\n  $3\n  expect applies ${4:threat} on ${5:element}\n}",
     "what the rules must find"},
});

bool is_arrow(std::string_view word) {
  return word == "->" || word == "<-" || word == "<->";
}

bool has_arrow(const std::vector<TypedWord>& words) {
  return std::ranges::any_of(words, [](const TypedWord& word) { return is_arrow(word.text); });
}

class Completer {
 public:
  Completer(Session& session, const Place& place)
      : session_(session),
        place_(place),
        model_(place.analysis.model()),
        pages_(place.analysis),
        text_(place.analysis.sources().file(place.file).text),
        typed_(typed_before(text_, place.offset)),
        words_(typed_.statement()) {}

  Json run() {
    if (typed_.inside == Typed::Inside::Text) {
      complete_import();
    } else if (typed_.inside == Typed::Inside::Nothing) {
      complete_name();
    }
    return {{"isIncomplete", false}, {"items", std::move(items_)}};
  }

 private:
  // ---- which place it is ------------------------------------------------------------------------

  std::string_view before(size_t back = 0) const {
    return words_.size() > back ? words_[words_.size() - 1 - back].text : std::string_view();
  }
  std::string_view first() const { return words_.empty() ? "" : words_.front().text; }

  void complete_name() {
    const OpenBracket& around = typed_.brackets.back();
    if (around.sign == '[') {
      complete_list(around);
    } else if (around.sign == '(') {
      kinds([](KindId) { return true; });  // a pattern's node
    } else if (!complete_clause()) {
      if (around.sign == '{') {
        complete_member(around);
      } else {
        statements();
      }
    }
  }

  // Behind a word or sign that calls for something. False if nothing does.
  bool complete_clause() {
    const std::string_view last = before();
    if (is_arrow(last)) {
      ends(words_.size() > 1 ? before(1) : "", last != "<-");
    } else if (last == "by") {
      entities(model_.parties, "party");
    } else if (last == "to" && first() == "transfer") {
      entities(model_.parties, "party");
    } else if (last == "is") {
      kinds([](KindId) { return true; });
    } else if (last == "implement") {
      controls();
    } else if (last == "accept" || last == "transfer" || last == "avoid" || last == "raise" ||
               last == "dismiss") {
      threats();
    } else if (last == "on" || (last == "," && is_treatment(first()))) {
      targets();
    } else if (last == "extend") {
      entities(model_.elements, {});
    } else if (last == ":" || (last == "," && has_arrow(words_))) {
      if (has_arrow(words_)) {
        entities(model_.data, "data");
      } else {
        values(owner_kind(), before(1));
      }
    } else {
      return false;
    }
    return true;
  }

  static bool is_treatment(std::string_view word) {
    return word == "implement" || word == "accept" || word == "transfer" || word == "avoid";
  }

  // `attr: [a, |]`, or `a -[|]-> b`.
  void complete_list(const OpenBracket& around) {
    const std::vector<TypedWord>& head = around.head;
    const std::string_view sign = head.empty() ? "" : head.back().text;
    if (sign == "-" || sign == "<-") {
      relations(head.size() > 1 ? head[head.size() - 2].text : "", sign == "<-");
    } else if (sign == ":" && head.size() > 1) {
      values(owner_kind(), head[head.size() - 2].text);
    }
  }

  // In the braces of an element, a flow, a treatment.
  void complete_member(const OpenBracket& around) {
    const KindId owner = owner_kind();
    if (!owner) {
      return;
    }
    attributes(owner, around);
    const model::Family family = model_.kinds[owner].family;
    if (family == model::Family::Element && !words_are_attribute()) {
      element_kinds();
      entities(model_.elements, {});
    }
  }

  bool words_are_attribute() const { return !words_.empty() && before() != ","; }

  // The kind whose attributes stand in the innermost braces.
  KindId owner_kind() const {
    for (size_t i = typed_.brackets.size(); i-- > 0;) {
      const OpenBracket& bracket = typed_.brackets[i];
      if (bracket.sign != '{' || bracket.head.empty()) {
        continue;
      }
      if (bracket.head.back().text == ":") {
        return {};  // a map
      }
      const std::string_view word = bracket.head.front().text;
      if (has_arrow(bracket.head) && !is_treatment(word)) {
        return model_.find_kind("flow");
      }
      if (word == "extend" && bracket.head.size() > 1) {
        std::string path;
        for (size_t part = 1; part < bracket.head.size(); ++part) {
          path += bracket.head[part].text;
        }
        const EntityId target = model_.find_element(path);
        return target ? model_.entities[target].kind : KindId();
      }
      return model_.find_kind(word);
    }
    return {};
  }

  // ---- what fits there --------------------------------------------------------------------------

  void add(std::string_view label, ItemKind kind, std::string_view detail, int rank,
           const std::string& documentation = {}, std::string_view snippet = {}) {
    constexpr int SnippetFormat = 2;
    Json item = {{"label", label}, {"kind", static_cast<int>(kind)}};
    if (!detail.empty()) {
      item["detail"] = detail;
    }
    if (!documentation.empty() && session_.client.markdown) {
      item["documentation"] = {{"kind", "markdown"}, {"value", documentation}};
    }
    item["sortText"] = fmt::format("{}{}", rank, label);
    // The client's idea of a word may differ: hyphens are part of names.
    const auto begin = place_.offset - static_cast<uint32_t>(typed_.prefix.size());
    const bool filled = !snippet.empty() && session_.client.snippets;
    item["textEdit"] = {{"range", to_json(place_.positions.range(begin, place_.offset))},
                        {"newText", filled ? snippet : label}};
    if (filled) {
      item["insertTextFormat"] = SnippetFormat;
    }
    items_.push_back(std::move(item));
  }

  void statements() {
    for (const Word& word : Statements) {
      add(word.word, Keyword, word.what, 1, {}, word.snippet);
    }
    element_kinds();
    entities(model_.elements, {});
  }

  void element_kinds() {
    kinds([&](KindId id) { return model_.kinds[id].family == model::Family::Element; });
  }

  template <typename Filter>
  void kinds(Filter wanted) {
    for (size_t i = 0; i < model_.kinds.size(); ++i) {
      const model::Kind& kind = model_.kinds[KindId(i)];
      if (wanted(KindId(i)) && kind.name_span) {
        add(model_.text(kind.name), Class, kind.label, 2, markdown(kind.doc));
      }
    }
  }

  void entities(const std::vector<EntityId>& all, std::string_view detail) {
    for (const EntityId id : all) {
      const model::Entity& entity = model_.entities[id];
      const std::string_view kind = model_.text(model_.kinds[entity.kind].name);
      add(written_name(id), Variable,
          fmt::format("{} {}", detail.empty() ? kind : detail, entity.label), 3);
    }
  }

  // The short name where it is unique, else the path.
  std::string_view written_name(EntityId id) const {
    const std::string_view name = model_.name_of(id);
    const bool unique = model_.find_element(name) == id || !is_element(id);
    return unique ? name : std::string_view(model_.entities[id].path);
  }
  bool is_element(EntityId id) const {
    return model_.kinds[model_.entities[id].kind].family == model::Family::Element;
  }

  // The other end of a flow; those that some relation allows come first.
  void ends(std::string_view from_name, bool forward) {
    const EntityId from = model_.find_element(from_name);
    for (const EntityId id : model_.elements) {
      const bool fits = from && (forward ? joins(from, id) : joins(id, from));
      const model::Entity& entity = model_.entities[id];
      add(written_name(id), Variable,
          fmt::format("{} {}", model_.text(model_.kinds[entity.kind].name), entity.label),
          fits ? 1 : 3);
    }
  }

  bool fits(const model::Relation& relation, EntityId from, EntityId to) const {
    const auto one_of = [&](EntityId end, const std::vector<KindId>& kinds) {
      return !end ||
             std::ranges::any_of(kinds, [&](KindId kind) { return model_.is_a(end, kind); });
    };
    return one_of(from, relation.from) && one_of(to, relation.to);
  }
  bool joins(EntityId from, EntityId to) const {
    return std::ranges::any_of(model_.relations, [&](const model::Relation& relation) {
      return relation.carries && fits(relation, from, to);
    });
  }

  // Relations that fit both ends, as far as they are written.
  void relations(std::string_view left_name, bool backward) {
    EntityId from = model_.find_element(left_name);
    EntityId to = model_.find_element(name_behind_arrow());
    if (backward) {
      std::swap(from, to);
    }
    for (const model::Relation& relation : model_.relations) {
      if (fits(relation, from, to)) {
        add(model_.text(relation.name), Function, relation.label, 1, markdown(relation.doc));
      }
    }
  }

  // `-[|]-> name`: the name, if it is there already.
  std::string_view name_behind_arrow() const {
    std::string_view rest = text_.substr(place_.offset);
    const size_t close = rest.find(']');
    if (close == std::string_view::npos || rest.substr(0, close).find('\n') < close) {
      return {};
    }
    rest.remove_prefix(close + 1);
    const size_t name = rest.find_first_not_of("-> \t");
    if (name == std::string_view::npos) {
      return {};
    }
    rest.remove_prefix(name);
    return rest.substr(0, rest.find_first_of(" \t\r\n:,{-<"));
  }

  void attributes(KindId owner, const OpenBracket& around) {
    for (const model::AttributeId id : pages::attributes_of(model_, owner)) {
      const model::AttributeDeclaration& attribute = model_.attributes[id];
      const std::string_view name = model_.text(attribute.name);
      const auto& words = around.words;
      bool given = false;
      for (size_t i = 0; i + 1 < words.size(); ++i) {
        given = given || (words[i].text == name && words[i + 1].text == ":");
      }
      if (!given && !attribute.derived) {
        add(name, Property, model::type_text(model_, attribute.type), attribute.ask.empty() ? 1 : 0,
            pages_.of(id), fmt::format("{}: $0", name));
      }
    }
  }

  void values(KindId owner, std::string_view name) {
    const Symbol symbol = model_.names.find(name);
    const model::AttributeId id =
        owner && symbol ? model_.attribute(owner, symbol) : model::AttributeId();
    if (!id) {
      return;
    }
    using Form = model::Type::Form;
    const model::Type& type = model_.attributes[id].type;
    const std::string documentation = pages_.of(id);
    const auto add_value = [&](std::string_view value, int rank) {
      add(value, EnumMember, name, rank, documentation);
    };
    if (type.form == Form::YesNo) {
      add_value("yes", 0);
      add_value("no", 0);
    }
    for (const Symbol value : type.values) {
      add_value(model_.text(value), 0);
    }
    if (type.kind) {
      for (const auto* all : {&model_.elements, &model_.parties, &model_.data}) {
        std::vector<EntityId> fitting;
        std::ranges::copy_if(*all, std::back_inserter(fitting),
                             [&](EntityId one) { return model_.is_a(one, type.kind); });
        entities(fitting, {});
      }
    }
    if (typed_.brackets.back().sign != '[') {
      if (type.form == Form::SomeOf) {
        add_value("none", 1);
      }
      add_value("unknown", 2);
    }
  }

  // ---- treatments -------------------------------------------------------------------------------

  using Found = Workspace::Found;
  const std::vector<Found>& found() const { return session_.workspace.last_found(place_.analysis); }

  // Those that were found come first.
  void threats() {
    for (const model::Threat& threat : model_.threats) {
      if (threat.group) {
        continue;
      }
      const std::string_view name = model_.name_of(threat.entity);
      const auto times = static_cast<size_t>(std::ranges::count(found(), name, &Found::threat));
      const std::string& label = model_.label_of(threat.entity);
      add(name, Event,
          times == 0 ? label : fmt::format("{}: found {}", label, rules::counted(times, "time")),
          times == 0 ? 3 : 1, markdown(model_.text_of(threat.entity, "summary")));
    }
  }

  // Those that a finding misses come first: at the element that is written behind, if one is.
  void controls() {
    const EntityId target = model_.find_element(name_behind_on());
    const std::string path = target ? model_.entities[target].path : "";
    for (const model::Control& control : model_.controls) {
      const std::string_view name = model_.name_of(control.entity);
      const auto helps = static_cast<size_t>(std::ranges::count_if(found(), [&](const Found& one) {
        return (path.empty() || one.element == path) &&
               std::ranges::find(one.controls, name) != one.controls.end();
      }));
      const std::string& label = model_.label_of(control.entity);
      add(name, Method,
          helps == 0 ? label
                     : fmt::format("{}: helps with {}", label, rules::counted(helps, "finding")),
          helps == 0 ? 3 : 1, markdown(model_.text_of(control.entity, "summary")));
    }
  }

  std::string_view name_behind_on() const {
    std::string_view line = text_.substr(place_.offset);
    line = line.substr(0, line.find('\n'));
    const size_t on = line.find(" on ");
    if (on == std::string_view::npos) {
      return {};
    }
    line.remove_prefix(on + 4);
    return line.substr(0, line.find_first_of(" \t\r{,"));
  }

  // Where the threat, or a threat that the control helps against, was found comes first.
  void targets() {
    const std::string_view subject = words_.size() > 1 ? words_[1].text : "";
    const ThreatId threat = model_.find_threat(subject);
    const model::ControlId control = model_.find_control(subject);
    const EntityId entity = threat    ? model_.threats[threat].entity
                            : control ? model_.controls[control].entity
                                      : EntityId();
    const std::string_view name = entity ? model_.name_of(entity) : "";
    std::set<std::string> places;
    for (const Found& one : found()) {
      if (one.threat == name || std::ranges::find(one.controls, name) != one.controls.end()) {
        places.insert(one.element);
      }
    }
    add("system", Module, "the system as a whole", places.contains("system") ? 0 : 3);
    for (const EntityId id : model_.elements) {
      const model::Entity& element = model_.entities[id];
      add(written_name(id), Variable,
          fmt::format("{} {}", model_.text(model_.kinds[element.kind].name), element.label),
          places.contains(element.path) ? 0 : 2);
    }
  }

  // ---- imports ----------------------------------------------------------------------------------

  // The other files below the folder of this one.
  void complete_import() {
    if (words_.size() < 2 || before(1) != "import") {
      return;
    }
    const std::string own = place_.analysis.sources().path(place_.file);
    const std::string folder = own.substr(0, own.rfind('/') + 1);
    const auto begin = words_.back().begin + 1;
    for (const std::string& path : session_.workspace.files()) {
      if (path != own && path.starts_with(folder)) {
        const std::string relative = path.substr(folder.size());
        items_.push_back({{"label", relative},
                          {"kind", static_cast<int>(File)},
                          {"textEdit",
                           {{"range", to_json(place_.positions.range(begin, place_.offset))},
                            {"newText", relative}}}});
      }
    }
  }

  Session& session_;
  const Place& place_;
  const model::Model& model_;
  Pages pages_;
  std::string_view text_;
  Typed typed_;
  std::vector<TypedWord> words_;
  Json items_ = Json::array();
};

}  // namespace

Reply completion(Session& session, const Json& params) {
  const auto place = place_of(session, params, true);
  return place ? Completer(session, *place).run() : Json();
}

}  // namespace aixc::lsp
