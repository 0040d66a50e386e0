// The words of the .aisys language. docs/language.md is the reference; AisysParser.g4 says how they join.
lexer grammar AisysLexer;
channels { COMMENTS }

// ---- reserved: the twelve words that cannot name an element, a data asset, a party, ... ----
KW_AND: 'and';
KW_OR: 'or';
KW_NOT: 'not';
KW_IN: 'in';
KW_IS: 'is';
KW_INSIDE: 'inside';
KW_EXISTS: 'exists';
KW_WHERE: 'where';
KW_BY: 'by';
KW_ON: 'on';
KW_TO: 'to';
KW_FROM: 'from';

// ---- soft words: they mean something in one place only, and are names everywhere else ----
// A new one must be added to `softRest` in the parser grammar, and no kind of the library may have its name.
KW_IMPORT: 'import';
KW_EXTEND: 'extend';
KW_IMPLEMENT: 'implement';
KW_ACCEPT: 'accept';
KW_TRANSFER: 'transfer';
KW_AVOID: 'avoid';
KW_ATTR: 'attr';
KW_OF: 'of';
KW_ASK: 'ask';
KW_RELATION: 'relation';
KW_RULE: 'rule';
KW_RATE: 'rate';
KW_MATCH: 'match';
KW_RAISE: 'raise';
KW_DISMISS: 'dismiss';
KW_BECAUSE: 'because';
KW_SOURCE: 'source';
KW_PATH: 'path';
KW_THROUGH: 'through';
KW_OVER: 'over';
KW_DERIVE: 'derive';
KW_ASSUME: 'assume';
KW_FOR: 'for';
KW_WHEN: 'when';
KW_COUNT: 'count';
KW_REQUIRE: 'require';
KW_FORBID: 'forbid';
KW_ERROR: 'error';
KW_WARNING: 'warning';
KW_TEST: 'test';
KW_EXPECT: 'expect';
// `system`, `party`, `data`, `kind`, `threat`, `control`, `view`, `one`, `some`, `list`, `yes`, `no`, `unknown`,
// `likelihood` and `impact` are no tokens: `system x {}` and `agent x {}` have one shape, and binding tells them apart.

// ---- punctuation ----
BIARROW: '<->';
ARROW: '->';
LARROW: '<-';
DOTDOT: '..';
EQ: '==';
NE: '!=';
LE: '<=';
GE: '>=';
LT: '<';
GT: '>';
ASSIGN: '=';
MINUS: '-';
STAR: '*';
SLASH: '/';
LBRACE: '{';
RBRACE: '}';
LBRACK: '[';
RBRACK: ']';
LPAREN: '(';
RPAREN: ')';
COMMA: ',';
COLON: ':';
DOT: '.';

// ---- literals ----
DATE: DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT '-' DIGIT DIGIT;
PERCENT: DIGIT+ ('.' DIGIT+)? '%';
DURATION: DIGIT+ ('min' | 's' | 'h' | 'd' | 'w' | 'y');
DECIMAL: DIGIT+ '.' DIGIT+;
INT: DIGIT+;
BAD_NUMBER: DIGIT [a-zA-Z0-9_]*;           // `90days`, `3rd`: the longest match, so one clear error
TEXT: '"""' .*? '"""';
UNTERMINATED_TEXT: '"""' (~["] | '"' ~["] | '""' ~["])* '"'? '"'? EOF;
STRING: '"' (ESC | ~["\\\r\n])* '"';
UNTERMINATED_STRING: '"' (ESC | ~["\\\r\n])*;
ID: ID_START ('-'? ID_CHAR)*;

// ---- comments stay, on a channel of their own; blanks go ----
DOC: '///' (~[/\r\n] ~[\r\n]*)? -> channel(COMMENTS);    // four slashes are an ordinary comment
LINE_COMMENT: '//' ~[\r\n]* -> channel(COMMENTS);
BLOCK_COMMENT: '/*' .*? '*/' -> channel(COMMENTS);
// Not `.*? EOF`: that would be longer than BLOCK_COMMENT and win.
UNTERMINATED_COMMENT: '/*' (~'*' | '*'+ ~[*/])* '*'* EOF;
WS: [ \t\r\n]+ -> skip;
BAD: .;                                    // so that the lexer itself never fails

// Beyond ASCII every character may stand in a name: Unicode classes would cost 3 ms at each start.
fragment DIGIT: [0-9];
fragment ESC: '\\' ~[\r\n];                   // which ones have a meaning, the parser says
fragment ID_START: [a-zA-Z_\u0080-\u{10FFFF}];
fragment ID_CHAR: [a-zA-Z0-9_\u0080-\u{10FFFF}];
