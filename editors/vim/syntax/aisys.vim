" Highlighting of .aisys files.
if exists('b:current_syntax')
  finish
endif

syn case match
syn iskeyword @,48-57,_,192-255,-

" Tested against grammar/AisysLexer.g4. Not `syn keyword`: that would win over names of attributes.
syn match aisysReserved '\<\%(and\|or\|not\|in\|is\|inside\|exists\|where\|by\|on\|to\|from\)\>:\@!'
syn match aisysStatement '\<\%(import\|extend\|implement\|accept\|transfer\|avoid\|attr\|relation\|rule\|rate\|path\|derive\|assume\|require\|forbid\|test\|expect\)\>\%(\s*\%(:\|<\?-\|\.\)\)\@!'
syn match aisysClause '\<\%(of\|ask\|match\|raise\|dismiss\|because\|source\|through\|over\|for\|when\|count\|error\|warning\)\>\%(\s*\%(:\|<\?-\|\.\)\)\@!'
syn match aisysConstant '\<\%(yes\|no\|true\|false\|unknown\|none\)\>:\@!'

syn match aisysNumber '\<\d\+\%(\.\d\+\)\?\%(%\|\%(min\|[shdwy]\)\>\|\>\)'
syn match aisysNumber '\<\d\{4}-\d\d-\d\d\>'
syn match aisysArrow '<->\|->\|<-\|-\ze\[\|\]\@1<=-'
syn match aisysOperator '==\|!=\|<=\|>=\|[<>=*]'

syn match aisysPlaceholder '{\h[[:alnum:]_.-]*}' contained
syn match aisysEscape '\\\%(["\\nt]\|u{\x\+}\)' contained
syn match aisysBadEscape '\\[^"\\ntu]' contained
syn region aisysString start='"' end='"\|$' skip='\\.' contains=aisysEscape,aisysBadEscape,aisysPlaceholder,@Spell
syn region aisysText start='"""' end='"""' contains=aisysPlaceholder,@Spell

syn keyword aisysTodo TODO FIXME XXX contained
syn match aisysComment '//.*$' contains=aisysTodo,@Spell
syn match aisysDoc '///\%(/\)\@!.*$' contains=aisysTodo,@Spell
syn region aisysComment start='/\*' end='\*/' contains=aisysTodo,@Spell

" A word before a colon is the name of an attribute, and one behind a dot is a name.
syn match aisysAttribute '\<\h[[:alnum:]_-]*\ze:'
syn match aisysMember '\.\@1<=\h[[:alnum:]_-]*'
syn match aisysDeclaration '^\s*\zs\h[[:alnum:]_-]*\ze\s\+\h[[:alnum:]_-]*\s*\%("\|{\|$\|\%(is\|in\|by\)\>\)' contains=aisysStatement

syn sync minlines=200

hi def link aisysReserved Keyword
hi def link aisysStatement Statement
hi def link aisysClause Keyword
hi def link aisysConstant Constant
hi def link aisysNumber Number
hi def link aisysArrow Operator
hi def link aisysOperator Operator
hi def link aisysString String
hi def link aisysText String
hi def link aisysEscape SpecialChar
hi def link aisysBadEscape Error
hi def link aisysPlaceholder Special
hi def link aisysComment Comment
hi def link aisysDoc SpecialComment
hi def link aisysTodo Todo
hi def link aisysAttribute Identifier
hi def link aisysDeclaration Type

let b:current_syntax = 'aisys'
