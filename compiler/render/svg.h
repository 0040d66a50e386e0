// The pictures of a model: the report, and every view of it that can be drawn alone.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagram/map_view.h"
#include "compiler/diagram/scene.h"
#include "compiler/render/format.h"

namespace aixc::render {

// A picture that can be asked for: `report`, `map`, `overview` and `part:NAME` of a large model,
// `scenario:1`, `matrix`, `periodic`, `heat`, `responsibility`, `supply-chain`, and the `view`s of
// the model by their names.
struct ViewInfo {
  std::string name;
  std::string title;        // "AI security matrix"
  std::string description;  // one line, what it shows
};

// All pictures of a model, in the order they are listed to people. A view of the model that has the
// name of a built-in one takes its place.
std::vector<ViewInfo> views_of(const model::Model& model, const rules::Assessment& assessment);

// How a picture is handed over.
struct PictureOptions {
  std::string id_prefix = "m-";  // of every id in it; differs for pictures on one HTML page
  // With its style sheet, as a file of its own, or without, for a page that holds `picture_style`
  // once for all of its pictures. No picture has script, links to anything but http(s), mailto and
  // relative addresses, `style=` attributes or ids outside of its prefix.
  bool with_style = true;
};

// Draws the pictures of one model; the layout of a map is computed once for all pictures that show
// it. `input` and what it refers to must outlive the object.
class Pictures {
 public:
  explicit Pictures(const RenderInput& input);
  ~Pictures();
  Pictures(const Pictures&) = delete;
  Pictures& operator=(const Pictures&) = delete;

  const std::vector<ViewInfo>& views() const;
  // An `<svg>` element, for a file or inside a page; nothing if there is no view of that name. No
  // name means the report.
  std::optional<RenderResult> draw(std::string_view view, const PictureOptions& options = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The style sheet of pictures that are drawn without one. It touches nothing but elements within
// pictures.
std::string picture_style(Theme theme);

// The picture that `input.options.view` names, which must exist; without a name the report.
RenderResult render_svg(const RenderInput& input);

// The map arranged as the options say, by the layout engine if there is one.
diagram::PositionedMap arranged_map(const RenderInput& input, const diagram::MapView& view,
                                    bool has_page = false);

}  // namespace aixc::render
