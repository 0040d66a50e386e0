// Texts; `@TITLE@` and the like stand for answers, texts with their quotes.
#include "compiler/cli/starters.h"

#include <array>

namespace aixc::cli {
namespace {

// Above every starter, below its own first words.
constexpr std::string_view Head =
    R"aisys(.
//
// Change names, flows and values to what is true for you, then run:
//
//   aixc check FILE           which threats apply, and why
//   aixc FILE -o report.svg   the same as a picture
//   aixc questions FILE       what would change the result if it were known
//   aixc plan FILE            the cheapest controls that bring the risks within the appetite
//
// What is not drawn does not exist. What nobody states is unknown: it is asked, never guessed.

)aisys";

constexpr std::string_view System =
    R"aisys(system @SYSTEM@ @TITLE@ {
  description: "@DESCRIPTION@"
  // The highest level of risk that is borne without a decision: low, medium, high or critical.
  appetite: medium
}

)aisys";

constexpr std::string_view PartiesWithSupplier =
    R"aisys(// Who takes part. One party is you. `assurance` and `evidence` confirm what a supplier has to do.
party us       @ORGANISATION@ { role: us }
party supplier @SUPPLIER@ { role: supplier, assurance: contract }

)aisys";

constexpr std::string_view PartiesAlone =
    R"aisys(// Who takes part. A supplier of data or of a base model would be a party with `role: supplier`.
party us @ORGANISATION@ { role: us }

)aisys";

// Above the data, with which every body begins.
constexpr std::string_view Data =
    R"aisys(// Data by name, with what its disclosure would mean: public, internal, confidential or secret.
)aisys";

constexpr std::string_view HostedModel =
    R"aisys(// Who trained it and where it runs decide who answers for it.
llm model "Language model" by supplier { training: supplier, hosting: supplier, weights: closed }
)aisys";

constexpr std::string_view Foot = R"aisys(
// What is done about a threat is a statement: `implement` a control; `accept`, `transfer` or
// `avoid` a risk.
)aisys";

constexpr std::string_view Chatbot =
    R"aisys(data question "Question" { sensitivity: @SENSITIVITY@, personal: @PERSONAL@ }
data answer   "Answer"   { sensitivity: @SENSITIVITY@ }

// A `user` is somebody outside: untrusted, unless `trust: internal` is written.
user     visitor "Visitor"
engineer editor  "Prompt editor"

cloud cloud "Our cloud account" by us {
  // `exposure` says who reaches it, `renders` what its page makes of the answer: html, markdown.
  app    page    "Chat page" { exposure: public, renders: [markdown] }
  api    backend "Backend" { exposure: internal }
  prompt persona "System prompt" { sensitivity: internal, writers: [editor] }
  log    chats   "Chat log" { sensitivity: @SENSITIVITY@, personal: @PERSONAL@, retention: 30d }
}

@MODEL@
visitor -> page -> backend : question
editor  -> persona         : "wording"
persona -> backend         : "system prompt"
backend -> model           : question
model   -> backend         : answer
backend -> page -> visitor : answer
backend -> chats           : question, answer
)aisys";

constexpr std::string_view ChatbotControl =
    R"aisys(implement RATE_LIMIT on backend { status: planned, owner: "Platform team" }
)aisys";

constexpr std::string_view Rag =
    R"aisys(data question "Question" { sensitivity: internal }
data passage  "Retrieved passage"

user     employee "Employee" { trust: internal }
engineer engineer "Search engineer"

cloud cloud "Our cloud account" by us {
  // Who writes the documents speaks to the model: name everybody, and draw those who are outside.
  corpus documents "Documents" {
    sensitivity: @SENSITIVITY@, personal: @PERSONAL@, writers: [employee]
  }
  pipeline     ingest "Ingestion"
  embedder     embed  "Text embedder" { training: supplier, hosting: own, weights: open }
  vector_index index  "Passage index" { sensitivity: @SENSITIVITY@, personal: @PERSONAL@ }
  // `respects_rights`: whether people find only what they may read.
  retriever    search "Retriever" { respects_rights: no }
  app          chat   "Chat page" { exposure: internal, renders: [markdown] }
  orchestrator builder "Answer builder"
  prompt       rules  "Answering rules" { sensitivity: internal, writers: [engineer] }
}

@MODEL@
employee  -> documents -> ingest        : "document"
ingest   <-> embed                      : "text, vector"
ingest    -> index                      : "passages and vectors"
employee  -> chat -> builder            : question
builder   -> search                     : question
search   <-> embed                      : "query, vector"
index     -> search -> builder          : passage
engineer  -> rules                      : "wording"
rules     -> builder                    : "system prompt"
builder   -> model                      : question, passage
model     -> builder -> chat -> employee : "answer"
)aisys";

constexpr std::string_view RagControl =
    R"aisys(implement AUGMENTATION_DATA_CONFIDENTIALITY on index { status: planned, owner: "Search team" }
)aisys";

constexpr std::string_view Agent =
    R"aisys(data request "Request" { sensitivity: @SENSITIVITY@, personal: @PERSONAL@ }

user     employee "Employee" { trust: internal }
engineer engineer "Agent engineer"
// A `feed` is content that others write: everything in it speaks to the agent.
feed     web      "World Wide Web"

cloud cloud "Our cloud account" by us {
  app    window "Agent window" { exposure: internal, renders: [markdown] }
  // `autonomy`: acts, plans, loops or unattended. `approval`: human_starts, hard (a person must),
  // soft or none.
  agent  agent  "Agent" { autonomy: plans, approval: none }
  prompt task   "Task description" { sensitivity: internal, writers: [engineer] }
  // What a tool can do stands on the tool; `reversible` says whether it can be undone.
  tool   browser "Browser" { effect: [read] }
  tool   tickets "Ticket API" { effect: [read, write], reversible: yes }
}

@MODEL@
employee <-> window <-> agent : request
engineer  -> task             : "wording"
task      -> agent            : "task description"
agent    <-> model            : "prompt, completion"
agent     -> browser          : "address"
web       -> browser -> agent : "page"
agent    <-> tickets          : "ticket"
)aisys";

constexpr std::string_view AgentControl =
    R"aisys(implement LEAST_MODEL_PRIVILEGE on agent { status: planned, owner: "Agent team" }
)aisys";

constexpr std::string_view Classifier =
    R"aisys(data upload  "Upload"  { sensitivity: @SENSITIVITY@, personal: @PERSONAL@ }
data verdict "Verdict" { sensitivity: internal }

user     person    "Person who uploads"
operator moderator "Moderator"
engineer scientist "Data scientist"

environment production "Production" by us {
  api        intake "Upload API" { exposure: public }
  // `evasion_motive`: whether anybody gains by a wrong verdict. `harm`: what a wrong one can do.
  classifier model  "Classifier" {
    training: own, hosting: own, weights: closed, intellectual_property: no, evasion_motive: yes
  }
  app        desk   "Review desk" { exposure: internal, renders: none }
  feedback   review "Moderators' decisions" { sensitivity: @SENSITIVITY@, personal: @PERSONAL@ }
}

environment development "Development" by us {
  // `membership_sensitive`: whether it already says something that somebody is in the set.
  training_data examples "Labelled examples" {
    origin: own, sensitivity: @SENSITIVITY@, personal: @PERSONAL@, membership_sensitive: no
  }
  labeling   label    "Labelling"
  repository code     "Training code" { sensitivity: internal }
  training   fit      "Training"
  registry   versions "Model registry" { sensitivity: internal }
}

// run time
person -> intake -> model             : upload
model  -> intake -> person            : verdict
model  -> desk -> moderator -> review : verdict

// development
review    -> label -> examples -> fit : "labels"
scientist -> code -> fit              : "training code"
fit       -> versions -> model        : "weights"
)aisys";

constexpr std::string_view ClassifierControl =
    R"aisys(implement RATE_LIMIT on intake { status: planned, owner: "Platform team" }
)aisys";

constexpr std::string_view Finetune =
    R"aisys(data request "Request" { sensitivity: @SENSITIVITY@, personal: @PERSONAL@ }
data draft   "Draft"   { sensitivity: @SENSITIVITY@, personal: @PERSONAL@ }

user     author   "Author" { trust: internal }
engineer engineer "ML engineer"

registry hub "Supplier's model hub" by supplier

environment tuning "Tuning" by us {
  // The base can arrive poisoned; your own data can poison the result, or leak out of it.
  llm           base     "Base model" by supplier { training: supplier, weights: open }
  training_data examples "Own texts" {
    origin: own, sensitivity: @SENSITIVITY@, personal: @PERSONAL@, membership_sensitive: no
  }
  repository    recipes  "Tuning code" { sensitivity: internal }
  finetuning    tune     "Fine-tuning"
  registry      versions "Model registry" { sensitivity: internal }
}

cloud serving "Serving" by us {
  app    editor "Editor" { exposure: internal, renders: [markdown] }
  prompt style  "System prompt" { sensitivity: internal, writers: [engineer] }
  llm    model  "Tuned model" {
    training: finetuned, hosting: own, weights: closed, intellectual_property: no
  }
}

// development
hub      -> base -> tune              : "weights"
examples -> tune
engineer -> recipes -> tune           : "tuning code"
tune     -> versions -> model         : "tuned weights"

// run time
author   -> editor -> model           : request
engineer -> style                     : "wording"
style    -> model                     : "system prompt"
model    -> editor -> author          : draft
)aisys";

constexpr std::string_view FinetuneControl =
    R"aisys(implement SUPPLY_CHAIN_MANAGE on base { status: planned, owner: "ML team" }
)aisys";

constexpr std::array<Starter, 5> All = {{
    {"chatbot", "A chatbot on a hosted model", "Chatbot", "chatbot",
     "Answers the questions of visitors on our website.", true, Chatbot, ChatbotControl},
    {"rag", "An assistant that answers from your documents", "Document assistant", "assistant",
     "Answers the questions of employees from our documents.", true, Rag, RagControl},
    {"agent", "An agent with tools", "Agent", "agent_system",
     "Does small tasks for employees: looks things up, files tickets.", true, Agent, AgentControl},
    {"classifier", "A classifier that you train yourself", "Classifier", "classifier",
     "Sorts what people upload, and holds back what looks harmful.", false, Classifier,
     ClassifierControl},
    {"finetune", "A supplier's model that you fine-tune on your own data", "Tuned model", "writer",
     "Drafts texts in our own style; a person edits and sends them.", true, Finetune,
     FinetuneControl},
}};

void replace_all(std::string& text, std::string_view place, std::string_view with) {
  for (size_t at = text.find(place); at != std::string::npos;
       at = text.find(place, at + with.size())) {
    text.replace(at, place.size(), with);
  }
}

// In quotes, as the language writes a text.
std::string quoted(const std::string& text) {
  class NoNames final : public model::ValueNames {
   public:
    std::string_view symbol_text(Symbol) const override { return {}; }
    std::string_view entity_name(model::EntityId) const override { return {}; }
  };
  return model::to_text(model::Value{text}, NoNames());
}

}  // namespace

std::span<const Starter> starters() {
  return All;
}

std::string starter_text(const Starter& starter, const StarterAnswers& answers) {
  std::string text = "// ";
  text.append(starter.what).append(Head).append(System);
  text.append(starter.has_supplier ? PartiesWithSupplier : PartiesAlone);
  text.append(Data).append(starter.body).append(Foot).append(starter.control);
  replace_all(text, "@SYSTEM@", starter.system);
  replace_all(text, "@DESCRIPTION@", starter.description);
  replace_all(text, "@MODEL@", HostedModel);
  replace_all(text, "@SENSITIVITY@", answers.sensitivity);
  replace_all(text, "@PERSONAL@", answers.personal ? "yes" : "no");
  // Texts of people last, so that nothing in them is taken for a place.
  replace_all(text, "@SUPPLIER@", quoted(answers.supplier));
  replace_all(text, "@ORGANISATION@", quoted(answers.organisation));
  replace_all(text, "@TITLE@", quoted(answers.title));
  return text;
}

}  // namespace aixc::cli
