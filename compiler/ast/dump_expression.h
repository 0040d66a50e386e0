// The parts of a dump that stand on one line.
#pragma once

#include <string>

#include "compiler/ast/ast.h"

namespace aixc::ast {

std::string dump_path(const Path& path);
std::string dump_paths(const std::vector<Path>& paths);
std::string dump_names(const std::vector<Name>& names);
std::string dump_type(const Type& type);
std::string dump_expr(const Expr& expr);
std::string dump_edge(const EdgePattern& edge);
std::string dump_pattern(const Pattern& pattern);
std::string dump_targets(const std::vector<Target>& targets);

}  // namespace aixc::ast
