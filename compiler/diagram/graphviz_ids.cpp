#include "compiler/diagram/graphviz_ids.h"

#include <map>
#include <string>
#include <utility>

namespace aixc::diagram {
namespace {

// The numbers of one graph. Nothing is freed in the worker that runs Graphviz, but a graph that is
// closed gives this back.
struct Numbers {
  std::map<std::pair<int, std::string>, IDTYPE> by_name;  // by kind of object and name
  std::map<std::pair<int, IDTYPE>, std::string> names;
  IDTYPE next = 1;
};

// Edges of a graph and of the other direction share their numbers.
int kind_of(int kind) {
  return kind == AGINEDGE ? AGEDGE : kind;
}

void* open_numbers(Agraph_t*, Agdisc_t*) {
  return new Numbers;
}

long find_number(void* state, int kind, char* name, IDTYPE* id, int create) {
  Numbers& numbers = *static_cast<Numbers*>(state);
  if (name == nullptr) {
    *id = numbers.next++;
    return 1;
  }
  const std::pair<int, std::string> key{kind_of(kind), name};
  const auto found = numbers.by_name.find(key);
  if (found == numbers.by_name.end() && create == 0) {
    return 0;
  }
  *id = found != numbers.by_name.end() ? found->second : numbers.next++;
  if (found == numbers.by_name.end()) {
    numbers.names[{key.first, *id}] = name;
    numbers.by_name.emplace(key, *id);
  }
  return 1;
}

long take_number(void*, int, IDTYPE) {
  return 0;  // nobody here chooses numbers
}

void free_number(void*, int, IDTYPE) {}

char* name_of_number(void* state, int kind, IDTYPE id) {
  Numbers& numbers = *static_cast<Numbers*>(state);
  const auto found = numbers.names.find({kind_of(kind), id});
  return found == numbers.names.end() ? nullptr : found->second.data();
}

void close_numbers(void* state) {
  delete static_cast<Numbers*>(state);
}

void note_object(void*, int, void*) {}

}  // namespace

Agiddisc_t* ids_in_order() {
  static Agiddisc_t Discipline{open_numbers,   find_number,   take_number, free_number,
                               name_of_number, close_numbers, note_object};
  return &Discipline;
}

}  // namespace aixc::diagram
