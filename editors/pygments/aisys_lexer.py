"""A Pygments lexer for .aisys files: `pygmentize -l pygments/aisys_lexer.py -x FILE`."""

from pygments.lexer import RegexLexer, bygroups, words
from pygments.token import (Comment, Keyword, Name, Number, Operator, Punctuation, String,
                            Whitespace)

# Tested against grammar/AisysLexer.g4.
RESERVED = ("and", "or", "not", "in", "is", "inside", "exists", "where", "by", "on", "to", "from")
SOFT = ("import", "extend", "implement", "accept", "transfer", "avoid", "attr", "of", "ask",
        "relation", "rule", "rate", "match", "raise", "dismiss", "because", "source", "path",
        "through", "over", "derive", "assume", "for", "when", "count", "require", "forbid",
        "error", "warning", "test", "expect")
CONSTANTS = ("yes", "no", "true", "false", "unknown", "none")

NAME = r"[A-Za-z_\x80-\U0010FFFF](?:-?[A-Za-z0-9_\x80-\U0010FFFF])*"
WHOLE = r"(?![A-Za-z0-9_\x80-\U0010FFFF]|-[A-Za-z0-9_])"


class AisysLexer(RegexLexer):
    name = "aisys"
    aliases = ["aisys"]
    filenames = ["*.aisys"]

    tokens = {
        "root": [
            (r"\s+", Whitespace),
            (r"///(?!/)[^\n\r]*", String.Doc),
            (r"//[^\n\r]*", Comment.Single),
            (r"/\*[\s\S]*?\*/", Comment.Multiline),
            (r'"""[\s\S]*?"""', String),
            (r'"', String, "string"),
            (r"\d{4}-\d{2}-\d{2}", Number),
            (r"\d+(?:\.\d+)?%", Number),
            (r"\d+(?:min|[shdwy])\b", Number),
            (r"\d+\.\d+", Number.Float),
            (r"\d+", Number.Integer),
            (r"<->|->|<-|==|!=|<=|>=|\.\.|[<>=*/-]", Operator),
            (r"(\.)(" + NAME + ")", bygroups(Punctuation, Name)),
            (r"(" + NAME + r")(:)", bygroups(Name.Attribute, Punctuation)),
            (words(RESERVED, suffix=WHOLE), Operator.Word),
            (words(SOFT, suffix=WHOLE), Keyword),
            (words(CONSTANTS, suffix=WHOLE), Keyword.Constant),
            (r"(" + NAME + r")([ \t]+)(?=" + NAME + r"\s*[\"{])", bygroups(Keyword.Type, Whitespace)),
            (NAME, Name),
            (r"[{}\[\](),:.]", Punctuation),
        ],
        "string": [
            (r'\\(?:["\\nt]|u\{[0-9a-fA-F]+\})', String.Escape),
            (r"\{" + NAME + r"(?:\." + NAME + r")*\}", String.Interpol),
            (r'[^"\\{\n\r]+', String),
            (r"[\\{]", String),
            (r'"', String, "#pop"),
            (r"[\n\r]", Whitespace, "#pop"),
        ],
    }
