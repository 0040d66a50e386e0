autocmd BufRead,BufNewFile *.aisys setfiletype aisys
