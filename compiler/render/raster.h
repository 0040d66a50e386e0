// SVG → bitmaps and documents, by a program that is looked for when it is needed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aixc::render {

struct RenderInput;
struct RenderResult;

// Where a picture is put on paper, all lengths in millimetres.
struct Sheet {
  double width = 0;
  double height = 0;
  double margin = 0;
};

// Turns SVG into other formats. An interface, because it is a program of the outside world.
class Rasterizer {
 public:
  Rasterizer() = default;
  Rasterizer(const Rasterizer&) = delete;
  Rasterizer& operator=(const Rasterizer&) = delete;
  virtual ~Rasterizer() = default;

  // Each gives nothing and says why, with the way out, if it cannot be done.
  virtual std::optional<std::string> to_png(std::string_view svg, double scale,
                                            std::string& error) = 0;
  // One page for each picture, which is made as large as the sheet allows; without a sheet each
  // page is as large as its picture.
  virtual std::optional<std::string> to_pdf(const std::vector<std::string>& pages,
                                            const std::optional<Sheet>& sheet,
                                            std::string& error) = 0;
};

// librsvg's `rsvg-convert`, found as a shell would.
class RsvgRasterizer final : public Rasterizer {
 public:
  explicit RsvgRasterizer(std::string program = "rsvg-convert") : program_(std::move(program)) {}

  std::optional<std::string> to_png(std::string_view svg, double scale,
                                    std::string& error) override;
  std::optional<std::string> to_pdf(const std::vector<std::string>& pages,
                                    const std::optional<Sheet>& sheet, std::string& error) override;

 private:
  std::optional<std::string> run(const std::vector<std::string>& arguments, std::string_view input,
                                 std::string& error) const;

  std::string program_;
};

// The formats `png` and `pdf`: the picture that `svg` gives, in light unless dark is asked for.
RenderResult render_png(const RenderInput& input);
RenderResult render_pdf(const RenderInput& input);

}  // namespace aixc::render
