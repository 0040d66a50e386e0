# Target aixc_graphviz: what compiler/diagram links to compute coordinates.
#
# Graphviz finds its layout engines at run time, by a configuration file and dlopen, which costs 9 ms
# and depends on the machine. Debian's plugins can be linked by path and registered by hand instead.
find_path(GRAPHVIZ_INCLUDE_DIR graphviz/gvc.h REQUIRED)
find_library(GRAPHVIZ_GVC gvc REQUIRED)
find_library(GRAPHVIZ_CGRAPH cgraph REQUIRED)
find_library(GRAPHVIZ_CDT cdt REQUIRED)
find_library(GRAPHVIZ_PLUGIN_CORE gvplugin_core PATH_SUFFIXES graphviz)
find_library(GRAPHVIZ_PLUGIN_DOT gvplugin_dot_layout PATH_SUFFIXES graphviz)

set(plugins_found OFF)
if(GRAPHVIZ_PLUGIN_CORE AND GRAPHVIZ_PLUGIN_DOT)
  set(plugins_found ON)
endif()
option(AIXC_GRAPHVIZ_BUILTIN_PLUGINS "link Graphviz's plugins instead of loading them" ${plugins_found})

add_library(aixc_graphviz INTERFACE)
target_include_directories(aixc_graphviz SYSTEM INTERFACE ${GRAPHVIZ_INCLUDE_DIR})
if(AIXC_GRAPHVIZ_BUILTIN_PLUGINS)
  target_compile_definitions(aixc_graphviz INTERFACE AIXC_GRAPHVIZ_BUILTIN_PLUGINS)
  target_link_libraries(aixc_graphviz INTERFACE ${GRAPHVIZ_PLUGIN_DOT} ${GRAPHVIZ_PLUGIN_CORE})
  # The plugins' folder is not one that the loader searches.
  get_filename_component(plugin_folder ${GRAPHVIZ_PLUGIN_CORE} DIRECTORY)
  target_link_options(aixc_graphviz INTERFACE "LINKER:-rpath,${plugin_folder}")
endif()
target_link_libraries(aixc_graphviz INTERFACE ${GRAPHVIZ_GVC} ${GRAPHVIZ_CGRAPH} ${GRAPHVIZ_CDT})
