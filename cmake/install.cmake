# `cmake --install`: the program, its manual page, and completions for bash, zsh and fish where these
# look for them. All but the program is what the program prints of itself.
include(GNUInstallDirs)

set(share ${PROJECT_BINARY_DIR}/share)
file(MAKE_DIRECTORY ${share})
set(printed)
function(aixc_prints name)
  add_custom_command(OUTPUT ${share}/${name}
    COMMAND aixc ${ARGN} > ${share}/${name}
    DEPENDS aixc VERBATIM)
  set(printed ${printed} ${share}/${name} PARENT_SCOPE)
endfunction()

aixc_prints(aixc.1 help --man)
aixc_prints(aixc.bash completions bash)
aixc_prints(_aixc completions zsh)
aixc_prints(aixc.fish completions fish)
add_custom_target(aixc_share ALL DEPENDS ${printed})

install(TARGETS aixc RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${share}/aixc.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${share}/aixc.bash RENAME aixc
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${share}/_aixc DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${share}/aixc.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
