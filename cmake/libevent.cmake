# Target aixc_libevent: what compiler/serve links to answer browsers. Static, so that there is nothing to
# load: of its parts only the loop and HTTP are used, which need no other library.
find_path(LIBEVENT_INCLUDE_DIR event2/http.h REQUIRED)
find_library(LIBEVENT_EXTRA NAMES libevent_extra.a event_extra REQUIRED)
find_library(LIBEVENT_CORE NAMES libevent_core.a event_core REQUIRED)

add_library(aixc_libevent INTERFACE)
target_include_directories(aixc_libevent SYSTEM INTERFACE ${LIBEVENT_INCLUDE_DIR})
target_link_libraries(aixc_libevent INTERFACE ${LIBEVENT_EXTRA} ${LIBEVENT_CORE})
