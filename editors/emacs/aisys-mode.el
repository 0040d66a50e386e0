;;; aisys-mode.el --- Major mode for .aisys threat models  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages

;;; Commentary:

;; Highlighting, indentation by brackets, and comments.

;;; Code:

;; Tested against grammar/AisysLexer.g4.
(defconst aisys-reserved-words
  '("and" "or" "not" "in" "is" "inside" "exists" "where" "by" "on" "to" "from"))

(defconst aisys-soft-words
  '("import" "extend" "implement" "accept" "transfer" "avoid" "attr" "of" "ask" "relation" "rule"
    "rate" "match" "raise" "dismiss" "because" "source" "path" "through" "over" "derive" "assume"
    "for" "when" "count" "require" "forbid" "error" "warning" "test" "expect"))

(defconst aisys-constants '("yes" "no" "true" "false" "unknown" "none"))

(defgroup aisys nil "Threat models of AI systems." :group 'languages)

(defcustom aisys-indent-offset 2 "Blanks for each open bracket." :type 'integer :safe #'integerp)

(defvar aisys-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?/ ". 124b" table)
    (modify-syntax-entry ?* ". 23" table)
    (modify-syntax-entry ?\n "> b" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?- "_" table)
    table))

(defvar aisys-font-lock-keywords
  `(("\\_<\\([[:alpha:]_][[:alnum:]_-]*\\):" 1 font-lock-variable-name-face)
    ("^\\s-*\\([[:alpha:]_][[:alnum:]_-]*\\)\\s-+\\([[:alpha:]_][[:alnum:]_-]*\\)\\s-*\\(?:[\"{]\\|$\\|\\_<\\(?:is\\|in\\|by\\)\\_>\\)"
     (1 font-lock-type-face) (2 font-lock-function-name-face))
    (,(regexp-opt aisys-reserved-words 'symbols) . font-lock-keyword-face)
    (,(regexp-opt aisys-soft-words 'symbols) 0 font-lock-keyword-face)
    (,(regexp-opt aisys-constants 'symbols) . font-lock-constant-face)))

(defun aisys-indent-line ()
  "Indent by the brackets that are open."
  (interactive)
  (let* ((depth (save-excursion
                  (back-to-indentation)
                  (car (syntax-ppss))))
         (closes (save-excursion (back-to-indentation) (looking-at "[]})]")))
         (column (* aisys-indent-offset (max 0 (if closes (1- depth) depth)))))
    (if (<= (current-column) (current-indentation))
        (indent-line-to column)
      (save-excursion (indent-line-to column)))))

;;;###autoload
(define-derived-mode aisys-mode prog-mode "aisys"
  "Major mode for .aisys files."
  (setq-local comment-start "// ")
  (setq-local comment-end "")
  (setq-local comment-start-skip "//+\\s-*\\|/\\*+\\s-*")
  (setq-local indent-tabs-mode nil)
  (setq-local fill-column 100)
  (setq-local indent-line-function #'aisys-indent-line)
  (setq-local font-lock-defaults '(aisys-font-lock-keywords)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.aisys\\'" . aisys-mode))

;; The language server, where eglot is used: `M-x eglot' in a model.
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(aisys-mode "aixc" "lsp")))

(provide 'aisys-mode)
;;; aisys-mode.el ends here
