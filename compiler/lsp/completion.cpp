// `textDocument/completion`: what fits the place, told apart by the words before it, because the
// text is mostly incomplete there.
#include <algorithm>

#include "compiler/lsp/offers.h"

namespace aixc::lsp {
namespace {

using model::EntityId;
using model::KindId;

bool has_arrow(const std::vector<TypedWord>& words) {
  return std::ranges::any_of(words, [](const TypedWord& word) { return is_arrow(word.text); });
}

class Completer {
 public:
  Completer(Session& session, const Place& place)
      : session_(session),
        place_(place),
        model_(place.analysis.model()),
        typed_(typed_before(place.analysis.sources().file(place.file).text, place.offset)),
        words_(typed_.statement()),
        offers_(session, place, typed_) {}

  Json run() {
    if (typed_.inside == Typed::Inside::Text) {
      complete_import();
    } else if (typed_.inside == Typed::Inside::Nothing) {
      complete_name();
    }
    return {{"isIncomplete", false}, {"items", offers_.take()}};
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
      offers_.kinds([](KindId) { return true; });  // a pattern's node
    } else if (!complete_clause()) {
      if (around.sign == '{') {
        complete_member(around);
      } else {
        offers_.statements();
      }
    }
  }

  // Behind a word or sign that calls for something. False if nothing does.
  bool complete_clause() {
    const std::string_view last = before();
    if (is_arrow(last)) {
      offers_.ends(words_.size() > 1 ? before(1) : "", last != "<-");
    } else if (last == "by") {
      offers_.entities(model_.parties, "party");
    } else if (last == "to" && first() == "transfer") {
      offers_.entities(model_.parties, "party");
    } else if (last == "is") {
      offers_.kinds([](KindId) { return true; });
    } else if (last == "implement") {
      offers_.controls();
    } else if (last == "accept" || last == "transfer" || last == "avoid" || last == "raise" ||
               last == "dismiss") {
      offers_.threats();
    } else if (last == "on" || (last == "," && is_treatment(first()))) {
      offers_.targets(words_.size() > 1 ? words_[1].text : std::string_view());
    } else if (last == "extend") {
      offers_.entities(model_.elements, {});
    } else if (last == ":" || (last == "," && has_arrow(words_))) {
      if (has_arrow(words_)) {
        offers_.entities(model_.data, "data");
      } else {
        offers_.values(owner_kind(), before(1));
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
      offers_.relations(head.size() > 1 ? head[head.size() - 2].text : "", sign == "<-");
    } else if (sign == ":" && head.size() > 1) {
      offers_.values(owner_kind(), head[head.size() - 2].text);
    }
  }

  // In the braces of an element, a flow, a treatment.
  void complete_member(const OpenBracket& around) {
    const KindId owner = owner_kind();
    if (!owner) {
      return;
    }
    offers_.attributes(owner, around);
    const model::Family family = model_.kinds[owner].family;
    if (family == model::Family::Element && !words_are_attribute()) {
      offers_.element_kinds();
      offers_.entities(model_.elements, {});
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
        offers_.add_item({{"label", relative},
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
  Typed typed_;
  std::vector<TypedWord> words_;
  Offers offers_;
};

}  // namespace

Reply completion(Session& session, const Json& params) {
  // What was found in an earlier text is good enough: nobody who types waits for an assessment.
  const auto now = place_of(session, params);
  if (now && session.workspace.has_found(now->analysis)) {
    return Completer(session, *now).run();
  }
  const auto place = place_of(session, params, true);
  return place ? Completer(session, *place).run() : Json();
}

}  // namespace aixc::lsp
