# Options, and the interface target `aixc_options` that carries the flags of all our own code.
option(AIXC_COVERAGE "count executed lines (gcov)" OFF)
option(AIXC_PCH "precompile the ANTLR runtime's headers" ON)
option(AIXC_FMT_HEADER_ONLY "compile fmt into the program instead of linking the shared library" OFF)
option(AIXC_STATIC_RUNTIME "link libstdc++ and libgcc statically" OFF)
option(AIXC_UNITY "compile a few files of a folder as one: a third of the time" OFF)
option(AIXC_UNIT_TESTS "build aixc_tests (needs GoogleTest)" ON)
option(AIXC_BENCH "build aixc_bench (needs Google Benchmark)" OFF)
set(AIXC_SANITIZE "" CACHE STRING "sanitizers, as a list: address;undefined")

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Without this ccache gives up on every source that uses a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
endif()

add_library(aixc_options INTERFACE)
target_compile_features(aixc_options INTERFACE cxx_std_20)
target_include_directories(aixc_options INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
target_compile_options(aixc_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 warns of variants and optionals that are set, and the more so with sanitizers.
  target_compile_options(aixc_options INTERFACE -Wno-maybe-uninitialized)
endif()

# For everything, generated code included. No path of the machine ends up in a binary.
add_compile_options(-ffile-prefix-map=${PROJECT_BINARY_DIR}=build -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.)
if(AIXC_PCH AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-fpch-preprocess)  # lets ccache see through the precompiled header
endif()
if(AIXC_SANITIZE)
  list(JOIN AIXC_SANITIZE "," sanitizers)
  add_compile_options(-fsanitize=${sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  if("undefined" IN_LIST AIXC_SANITIZE)
    # What the address sanitizer or the machine catches as well; a quarter of the time to compile.
    add_compile_options(-fno-sanitize=null,vptr,alignment,object-size)
  endif()
  add_link_options(-fsanitize=${sanitizers})
endif()
if(AIXC_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()
find_program(MOLD mold)
if(MOLD AND CMAKE_BUILD_TYPE STREQUAL "Debug" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_link_options(-fuse-ld=mold)  # the sanitizers' debug information links several times faster
endif()
if(AIXC_STATIC_RUNTIME)
  add_link_options(-static-libstdc++ -static-libgcc)
endif()

if(AIXC_FMT_HEADER_ONLY)
  set(AIXC_FMT fmt::fmt-header-only)
else()
  set(AIXC_FMT fmt::fmt)
endif()

# The C++ files that match the patterns, or an empty one where there are none yet.
function(aixc_sources variable)
  file(GLOB found CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${ARGN})
  list(TRANSFORM found PREPEND ${PROJECT_SOURCE_DIR}/)
  if(NOT found)
    set(found ${PROJECT_SOURCE_DIR}/cmake/empty.cpp)
  endif()
  set(${variable} ${found} PARENT_SCOPE)
endfunction()

# Only the folders that see ANTLR need its headers, and they are the slowest we have. The sources
# must not include parts of the runtime besides: g++ 12 would then read those a second time.
function(aixc_antlr_precompiled target)
  if(AIXC_PCH)
    target_precompile_headers(${target} PRIVATE <antlr4-runtime.h>)
  endif()
endfunction()

# A few files of one folder become one source, so that headers are read and templates made once for all
# of them. Names in unnamed namespaces have to differ within a folder for that; `quick` and `tidy` compile
# each file by itself, so that none forgets what it includes.
function(aixc_unity target)
  if(NOT AIXC_UNITY)
    return()
  endif()
  set(files_a_batch 8)
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources INCLUDE REGEX "^${PROJECT_SOURCE_DIR}/.*\\.cpp$")
  foreach(source IN LISTS sources)
    get_filename_component(folder ${source} DIRECTORY)
    string(MAKE_C_IDENTIFIER ${folder} folder)
    math(EXPR batch "0${count_${folder}} / ${files_a_batch}")
    math(EXPR count_${folder} "0${count_${folder}} + 1")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder}_${batch})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
