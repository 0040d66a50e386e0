#include "tests/support/sample_report.h"

namespace aixc::test {
namespace {

using namespace aixc::diagram;

constexpr int Vpc = 0;
constexpr int OpenAi = 1;

ControlRow missing(const char* text) {
  return {ControlState::Missing, text};
}

ThreatRow threat(int number, const char* name, Surface surface, const char* impact, int score,
                 std::vector<ControlRow> controls) {
  ThreatRow row;
  row.number = number;
  row.name = name;
  row.surface = surface;
  row.impact = impact;
  row.risk = {level_of(score), score, level_of(score), score};
  row.controls = std::move(controls);
  return row;
}

Card card(const char* id, const char* title, const char* kind, const char* look, int boundary,
          std::vector<std::string> tags) {
  Card result;
  result.id = id;
  result.title = title;
  result.kind = kind;
  const Look found = look_of_kind(look);
  result.palette = found.palette;
  result.icon = found.icon;
  result.boundary = boundary;
  result.tags = std::move(tags);
  return result;
}

std::vector<Card> cards() {
  std::vector<Card> all;
  all.push_back(card("customer", "Customer", "user", "actor", -1, {"untrusted"}));
  all.push_back(card("writer", "Writer", "actor", "actor", -1, {"internal"}));
  all.push_back(card("vpc.web", "Chat front end", "application", "app", Vpc, {"html", "public"}));
  all.back().threats = {threat(3, "Output contains conventional injection", Surface::Runtime, "C",
                               9, {missing("Encode model output")})};
  all.push_back(card("vpc.shield", "Prompt shield", "guard", "guard", Vpc, {"model"}));
  all.back().threats = {
      threat(4, "Evasion", Surface::Input, "B", 9, {missing("Evasion input handling")})};
  all.push_back(
      card("vpc.triage", "Triage agent", "agent", "agent", Vpc, {"no approval", "plans"}));
  all.back().threats = {
      threat(1, "Direct prompt injection", Surface::Input, "B", 16,
             {missing("Prompt injection I/O handling"), missing("Oversight")}),
      threat(2, "Agent escape", Surface::Runtime, "B", 12,
             {{ControlState::Planned, "Least model privilege, planned 2027-02-01"}}),
      threat(7, "AI resource exhaustion", Surface::Input, "E", 6,
             {{ControlState::InPlace, "Rate limit, on Chat front end"}})};
  all.back().threats.back().status = Status::Countered;
  all.back().controls_in_place = 1;
  all.back().open_questions = 1;
  all.push_back(card("vpc.kb", "Help centre", "corpus", "corpus", Vpc, {"internal"}));
  all.back().threats = {threat(6, "Augmentation data manipulation", Surface::Runtime, "A", 4,
                               {missing("Augmentation data integrity")})};
  all.push_back(
      card("vpc.refund", "Refund API", "tool", "tool", Vpc, {"irreversible", "spend", "write"}));
  all.push_back(card("gpt", "GPT-4o", "large language model", "llm", OpenAi, {"by OpenAI"}));
  all.back().threats = {threat(5, "Supply-chain model poisoning", Surface::Development, "B", 8,
                               {missing("Supply chain management")}),
                        threat(8, "Input data leak", Surface::Runtime, "I", 8, {})};
  all.back().threats.back().status = Status::Accepted;
  all.back().threats.back().note = "accepted until 2027-06-30, by CISO";
  return all;
}

MapFlow flow(const char* id, int from, int to, const char* label, const char* note,
             Sensitivity sensitivity, const char* description) {
  MapFlow result;
  result.id = id;
  result.from.index = from;
  result.to.index = to;
  result.label = label;
  result.note = note;
  result.sensitivity = sensitivity;
  result.description = description;
  return result;
}

std::vector<MapFlow> flows() {
  const char* question = "Customer’s question";
  const char* stated = "confidential · personal";
  const char* derived = "confidential (derived)";
  std::vector<MapFlow> all{
      flow("f0", 0, 2, question, stated, Sensitivity::Stated,
           "Customer to Chat front end: Customer’s question"),
      flow("f1", 2, 3, question, stated, Sensitivity::Stated,
           "Chat front end to Prompt shield: Customer’s question"),
      flow("f2", 3, 4, question, stated, Sensitivity::Stated,
           "Prompt shield to Triage agent: Customer’s question"),
      flow("f3", 1, 5, "articles", "", Sensitivity::Plain, "Writer to Help centre: articles"),
      flow("f4", 5, 4, "passages", "augments", Sensitivity::Plain,
           "Help centre to Triage agent: passages"),
      flow("f5", 4, 7, "prompt, completion", derived, Sensitivity::Derived,
           "Triage agent and GPT-4o: prompt, completion"),
      flow("f6", 4, 6, "refund request", derived, Sensitivity::Derived,
           "Triage agent to Refund API: refund request"),
      flow("f7", 4, 2, "answer", derived, Sensitivity::Derived,
           "Triage agent to Chat front end: answer"),
      flow("f8", 2, 0, "answer", derived, Sensitivity::Derived,
           "Chat front end to Customer: answer")};
  all[5].both_ways = true;
  all[0].untrusted = all[1].untrusted = all[2].untrusted = true;
  return all;
}

RegisterRow row(const ThreatRow& threat, const char* element, int inherent, const char* responsible,
                const char* slug) {
  RegisterRow result;
  result.number = threat.number;
  result.threat = threat.name;
  result.surface = threat.surface;
  result.element = element;
  result.impact = threat.impact;
  result.inherent = {level_of(inherent), inherent, level_of(inherent), inherent};
  result.residual = threat.risk;
  result.status = threat.status;
  result.controls = threat.controls;
  result.responsible = responsible;
  result.link_text = std::string("/go/") + slug;
  result.url = std::string("https://owaspai.org/go/") + slug + "/";
  return result;
}

std::vector<RegisterRow> rows(const MapView& map) {
  enum { Web = 2, Shield, Triage, Kb, Gpt = 7 };
  const auto threat_of = [&](int card, int index) {
    return map.cards[static_cast<std::size_t>(card)].threats[static_cast<std::size_t>(index)];
  };
  std::vector<RegisterRow> all{
      row(threat_of(Triage, 0), "Triage agent", 16, "Acme", "directpromptinjection"),
      row(threat_of(Triage, 1), "Triage agent", 12, "Acme (Payments)", "agentescape"),
      row(threat_of(Web, 0), "Chat front end", 9, "Acme", "insecureoutput"),
      row(threat_of(Shield, 0), "Prompt shield", 9, "Acme", "evasion"),
      row(threat_of(Gpt, 0), "GPT-4o", 8, "OpenAI prevents, Acme manages", "supplychainmanage"),
      row(threat_of(Kb, 0), "Help centre", 4, "Acme", "augmentationdatamanipulation"),
      row(threat_of(Triage, 2), "Triage agent", 12, "Acme", "airesourceexhaustion"),
      row(threat_of(Gpt, 1), "GPT-4o", 8, "OpenAI, Acme (CISO)", "inputdataleak")};
  all.back().note = "until 2027-06-30, by CISO: zero-retention contract";
  return all;
}

Scenario scenario() {
  Scenario path;
  path.id = "unchecked_action";
  path.title = "From a chat message to a refund";
  path.summary =
      "4 steps · threats 4, 1 and 2 · nobody approves the refund and it cannot be reversed";
  path.steps = {
      {0, 2, "Customer → Chat front end", "An outside person sends crafted text as a question."},
      {1, 3, "Chat front end → Prompt shield",
       "The shield is a model: evasion (4) gets the text past it."},
      {2, 4, "Prompt shield → Triage agent",
       "Direct prompt injection (1) changes what the agent plans."},
      {6, 6, "Triage agent → Refund API",
       "No approval: agent escape (2) triggers a refund that cannot be reversed."}};
  path.advice =
      "Cut it with least model privilege or an approval at step 4, or with prompt injection I/O "
      "handling at step 3.";
  return path;
}

std::vector<NotApplicable> not_applicable() {
  return {{"Indirect prompt injection",
           "Triage agent: every source that is inserted is internal: Help centre is written by "
           "Writer, Refund API is ours"},
          {"Augmentation data leak, disclosure in output",
           "Help centre, Triage agent: Help centre holds internal data, below “confidential”"},
          {"Data and development-time model poisoning, development-time leaks, inversion, "
           "exfiltration",
           "GPT-4o: not trained by us"},
          {"Runtime model poisoning, runtime model leak",
           "GPT-4o: OpenAI hosts it. To verify: assurance reviewed, evidence given"},
          {"Agent message structure manipulation",
           "Triage agent: one agent; its tools are ours and relay nothing untrusted"},
          {"Lethal trifecta", "system: no untrusted content beside sensitive data with a way out"}};
}

}  // namespace

ReportView sample_report() {
  ReportView view;
  view.title = "Support assistant";
  view.subtitle =
      "Owner: Support platform team · risk appetite: medium · Answers customers from our "
      "help-centre articles and refunds small orders.";
  view.counts =
      "8 elements · 10 flows · 1 boundary of ours · 8 threats: 6 apply (2 high, 3 medium, 1 low), "
      "1 countered, 1 accepted · 1 control in place, 1 planned · 1 open question";
  view.gate = {true, true, "Gate: 2 threats above appetite",
               "1 Direct prompt injection, 2 Agent escape"};
  view.map.cards = cards();
  view.map.boundaries = {{"vpc", "Acme VPC", "our party: Acme", true, true, -1},
                         {"party.openai", "OpenAI", "supplier, reviewed", false, true, -1}};
  view.map.flows = flows();
  view.risk_bars = {{Level::High, 2}, {Level::Medium, 3}, {Level::Low, 1}};
  view.risk_note = "1 countered · 1 accepted · 13 not applicable";
  view.scenarios = {scenario()};
  view.heat_marks = {{4, 4, {1, false}}, {3, 4, {2, false}}, {3, 3, {3, false}}, {3, 3, {4, false}},
                     {2, 4, {5, false}}, {1, 4, {6, false}}, {2, 3, {7, true}},  {2, 4, {8, true}}};
  view.questions = {
      {"Is there a system prompt for Triage agent, and is it confidential?",
       "It decides whether system prompt disclosure applies. Answer: prompt on triage."}};
  view.parties = {{"Acme",
                   "us",
                   "operates and treats",
                   {{1, false}, {2, false}, {3, false}, {4, false}, {6, false}, {7, true}}},
                  {"OpenAI", "supplier", "trains and hosts GPT-4o", {{5, false}, {8, true}}}};
  view.to_verify = {"To verify: OpenAI assurance is “reviewed”, evidence acme.example/dpa.pdf"};
  view.register_rows = rows(view.map);
  view.not_applicable = not_applicable();
  view.not_applicable_note = "13 threats in 5 groups, and 1 combined attack";
  view.footnote = "Illustrative sample: the system, the levels and the parties are invented.";
  return view;
}

}  // namespace aixc::test
