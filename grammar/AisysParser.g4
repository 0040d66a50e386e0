// The sentences of the .aisys language. docs/language.md is the reference.
//
// Two tokens decide everywhere, SLL equals LL, and nothing is ambiguous; tests/unit/grammar_*.cpp show it. Kinds,
// attributes and values are plain names here, so that a misspelt one is an error of meaning with a suggestion.
parser grammar AisysParser;
options {
  tokenVocab = AisysLexer;
  superClass = GuardedParser;
}
@parser::preinclude {
#include "grammar/guarded_parser.h"
}

file: statement* EOF;

// The first token decides, except that a soft word opens its statement only if no arrow, `-` or `.` follows it.
statement
  : importStmt
  | extendStmt
  | treatment
  | transferStmt
  | relationStmt
  | pathStmt
  | ruleStmt
  | rateStmt
  | deriveStmt
  | policyStmt
  | testStmt
  | opened
  ;

// `ID ...` is a declaration or a flow; a soft word can only open a flow.
opened: ID (declTail | (DOT word)* flowTail) | softWord (DOT word)* flowTail;
// system, party, data, kind, taxonomy, threat, control, view and every element have one shape.
declTail: name STRING? (KW_IS name)? (KW_IN path)? (KW_BY path)? block?;
flowTail: (edge path)+ (COLON payload)? block?;
payload: STRING | path (COMMA path)*;

importStmt: KW_IMPORT STRING;
extendStmt: KW_EXTEND path block;
treatment: (KW_IMPLEMENT | KW_ACCEPT | KW_AVOID) name KW_ON target (COMMA target)* block?;
transferStmt: KW_TRANSFER name KW_ON target (COMMA target)* KW_TO path block?;
target: path (edge path)?;                     // an element, boundary, party, `system`, or one flow `a -> b`
relationStmt: KW_RELATION name STRING? KW_FROM names KW_TO names block?;
pathStmt
  : KW_PATH name STRING? KW_FROM names KW_TO names (KW_THROUGH names)? (KW_OVER names)? (KW_WHERE expr)?
  ;
names: name (COMMA name)*;
testStmt: KW_TEST name STRING? LBRACE (statement | expectStmt)* RBRACE;
expectStmt: KW_EXPECT name name KW_ON target (COMMA target)*;    // expect applies THREAT on A, B

// ---- blocks: attributes (comma or not), attribute declarations, nested elements, flows ----
block: LBRACE member* RBRACE;
member
  : ID (COLON attrValue COMMA? | declTail | (DOT word)* flowTail)
  | KW_ATTR (attrName COLON type (KW_ASK STRING)? COMMA? | COLON attrValue COMMA? | (DOT word)* flowTail)
  | softNotAttr (COLON attrValue COMMA? | (DOT word)* flowTail)
  | (KW_BY | KW_ON | KW_TO | KW_FROM) COLON attrValue COMMA?
  ;
attrName: name | KW_BY | KW_ON | KW_TO | KW_FROM;
attrValue: expr | map;                         // outside a view only a value has a meaning
type: ID (SLASH ID | KW_OF (list | ID))?;      // yes/no | one of [..] | some of [..] | list of KIND | text | KIND

// ---- values ----
list: LBRACK (listItem (COMMA listItem)* COMMA?)? RBRACK;
listItem: expr | map;
map: LBRACE (mapEntry (COMMA mapEntry)* COMMA?)? RBRACE;
mapEntry: (word | STRING) COLON attrValue;
literal: STRING | TEXT | INT | DECIMAL | PERCENT | DATE | DURATION;

// ---- rules ----
ruleStmt
  : KW_RULE name STRING? matchClause (KW_WHERE expr)? (KW_RAISE | KW_DISMISS) path KW_ON name
    (KW_BECAUSE text)? (KW_SOURCE text)?
  ;
// The ID is `likelihood` or `impact`.
rateStmt
  : KW_RATE name STRING? matchClause (KW_WHERE expr)? ID (GE | LE) INT KW_OF path (COMMA path)* KW_ON name
    (KW_BECAUSE text)? (KW_SOURCE text)?
  ;
deriveStmt
  : (KW_DERIVE | KW_ASSUME) name DOT word (ASSIGN expr)? KW_FOR pattern (COMMA pattern)* (KW_WHEN expr)?
  ;
policyStmt
  : (KW_REQUIRE | KW_FORBID) name STRING? matchClause (KW_WHERE expr)? (KW_ERROR | KW_WARNING) text
  ;
matchClause: KW_MATCH pattern (COMMA pattern)*;
text: STRING | TEXT;

pattern: node (patternStep node)*;
patternStep: edge | KW_INSIDE;
node: LPAREN name? (COLON name)? RPAREN;
edge
  : ARROW
  | BIARROW
  | MINUS LBRACK edgeBody RBRACK ARROW
  | LARROW (LBRACK edgeBody RBRACK (MINUS | ARROW))?
  ;
// In a flow only the plain name of a relation has a meaning.
edgeBody: (name (COLON edgeKind)? | star) (KW_WHERE expr)?;
edgeKind: name | star;
star: STAR (INT DOTDOT INT)?;

// ---- conditions, in layers, loosest first ----
expr: andExpr (KW_OR andExpr)*;
andExpr: notExpr (KW_AND notExpr)*;
notExpr: KW_NOT notExpr | comparison;
comparison: operand ((EQ | NE | LT | LE | GT | GE) operand | KW_IN operand | KW_IS name)?;
operand: literal | list | LPAREN expr RPAREN | KW_EXISTS subpattern | countOrRef | ref;
// `count {` counts matches; any other `count` is a name.
countOrRef: KW_COUNT (subpattern | refTail);
// `inside` joins patterns only, so that it can also be a value: `covers: inside`.
ref: (ID | softNotCount | KW_INSIDE) refTail;
refTail: (DOT word)* (LPAREN (expr (COMMA expr)*)? RPAREN)?;
subpattern: LBRACE pattern (COMMA pattern)* (KW_WHERE expr)? RBRACE;

// ---- names ----
path: name (DOT word)*;
name: ID | softWord;
word
  : name
  | KW_AND | KW_OR | KW_NOT | KW_IN | KW_IS | KW_INSIDE | KW_EXISTS | KW_WHERE | KW_BY | KW_ON | KW_TO | KW_FROM
  ;
softWord: KW_ATTR | softNotAttr;
softNotAttr: KW_COUNT | softRest;
softNotCount: KW_ATTR | softRest;
softRest
  : KW_IMPORT | KW_EXTEND | KW_IMPLEMENT | KW_ACCEPT | KW_TRANSFER | KW_AVOID | KW_OF | KW_ASK | KW_RELATION
  | KW_RULE | KW_RATE | KW_MATCH | KW_RAISE | KW_DISMISS | KW_BECAUSE | KW_SOURCE | KW_PATH | KW_THROUGH | KW_OVER
  | KW_DERIVE | KW_ASSUME | KW_FOR | KW_WHEN | KW_REQUIRE | KW_FORBID | KW_ERROR | KW_WARNING | KW_TEST | KW_EXPECT
  ;
