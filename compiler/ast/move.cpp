#include "compiler/ast/move.h"

#include "compiler/ast/fields.h"

namespace aixc::ast {
namespace {

class Mover {
 public:
  static constexpr bool Reading = false;

  explicit Mover(const Move& by) : by_(by) {}

  void number(uint64_t) {}
  void place(Span& span) { span = {by_.file, span.begin + by_.shift, span.end + by_.shift}; }
  void view(std::string_view& view) {
    if (!view.empty()) {
      const auto begin = static_cast<uint32_t>(view.data() - by_.from.data()) + by_.shift;
      view = by_.to.substr(begin, view.size());
    }
  }

 private:
  const Move& by_;
};

}  // namespace

void move(Statement& statement, const Move& by) {
  Mover mover(by);
  io(mover, statement);
}

}  // namespace aixc::ast
