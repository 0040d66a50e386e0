# Repairs what ANTLR 4.7.2 generates, in folder DIR:
#   u8"" literals are char8_t in C++20               -> plain literals
#   [=] captures `this` silently, deprecated         -> [=, this]
#   the tables are unpacked before main(), always    -> at the first lexer or parser
# Another version of the tool may generate other text: then this stops the build.
function(replace_or_stop text from to)
  string(REPLACE "${from}" "${to}" changed "${${text}}")
  if(changed STREQUAL "${${text}}")
    message(FATAL_ERROR "fix_generated: `${from}` not found in ${class}.cpp")
  endif()
  set(${text} "${changed}" PARENT_SCOPE)
endfunction()

foreach(class AisysLexer AisysParser)
  file(READ ${DIR}/${class}.cpp code)
  string(REPLACE "u8\"" "\"" code "${code}")
  replace_or_stop(code "${class}::Initializer ${class}::_init;" "")
  if(class STREQUAL "AisysParser")
    replace_or_stop(code "[=] {" "[=, this] {")
    set(constructor "AisysParser::AisysParser(TokenStream *input) : GuardedParser(input) {")
  else()
    set(constructor "AisysLexer::AisysLexer(CharStream *input) : Lexer(input) {")
  endif()
  replace_or_stop(code "${constructor}" "${constructor}\n  static Initializer lazy_init;")
  file(WRITE ${DIR}/${class}.cpp "${code}")
endforeach()
