" Indents by brackets: two blanks for each that is open.
if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal indentexpr=AisysIndent(v:lnum)
setlocal indentkeys=0{,0},0],0),!^F,o,O
let b:undo_indent = 'setlocal indentexpr< indentkeys<'

if exists('*AisysIndent')
  finish
endif

" How many more brackets a line opens than it closes, strings and comments left out. A bracket that
" closes first on the line belongs to the line itself.
function s:Balance(text) abort
  let l:text = substitute(a:text, '"\%([^"\\]\|\\.\)*"', '', 'g')
  let l:text = substitute(l:text, '//.*$\|/\*.\{-}\*/', '', 'g')
  let l:text = substitute(l:text, '^\s*[]})]', '', '')
  return len(substitute(l:text, '[^[{(]', '', 'g')) - len(substitute(l:text, '[^]})]', '', 'g'))
endfunction

function AisysIndent(line) abort
  let l:above = prevnonblank(a:line - 1)
  if l:above == 0
    return 0
  endif
  let l:step = s:Balance(getline(l:above))
  let l:indent = indent(l:above) + (l:step > 0 ? 1 : l:step < 0 ? -1 : 0) * shiftwidth()
  if getline(a:line) =~# '^\s*[]})]'
    let l:indent -= shiftwidth()
  endif
  return max([l:indent, 0])
endfunction
