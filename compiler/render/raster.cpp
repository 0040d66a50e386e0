#include "compiler/render/raster.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include "compiler/base/child_process.h"
#include "compiler/render/format.h"
#include "compiler/render/svg.h"
#include "compiler/render/svg/document.h"

namespace aixc::render {
namespace {

constexpr auto TimeLimit = std::chrono::seconds(60);
constexpr Sheet A4{210, 297, 10};
constexpr Sheet Letter{215.9, 279.4, 10};

// A file in memory that other programs can open by a path.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : fd_(memfd_create("picture.svg", 0)) {
    while (fd_ >= 0 && !bytes.empty()) {
      const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
      if (written < 0 && errno != EINTR) {
        break;
      }
      bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
  }
  MemoryFile(MemoryFile&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  MemoryFile& operator=(MemoryFile&&) = delete;
  ~MemoryFile() {
    if (fd_ >= 0) {
      ::close(fd_);
    }
  }

  // Valid in programs that are started while the object lives.
  std::string path() const { return fmt::format("/proc/self/fd/{}", fd_); }

 private:
  int fd_;
};

std::string millimetres(double length) {
  return fmt::format("{:.1f}mm", length);
}

// Programs that draw no theme by the reader's preference draw the light one.
RenderResult picture(const RenderInput& input) {
  RenderInput light = input;
  if (light.options.theme == Theme::Auto) {
    light.options.theme = Theme::Light;
  }
  return render_svg(light);
}

std::optional<Sheet> sheet_of(Paper paper, const diagram::Size& size) {
  if (paper == Paper::Fit) {
    return std::nullopt;
  }
  Sheet sheet = paper == Paper::A4 ? A4 : Letter;
  if (size.width > size.height) {
    std::swap(sheet.width, sheet.height);
  }
  return sheet;
}

// Cuts a picture that is higher than a page where it may be cut. A part that is too high by itself
// has a page of its own, on which it is made smaller.
std::vector<std::string> cut(const RenderResult& picture, const diagram::Size& size,
                             const Sheet& sheet) {
  const double page =
      size.width * (sheet.height - 2 * sheet.margin) / (sheet.width - 2 * sheet.margin);
  std::vector<double> places = picture.breaks;
  places.push_back(size.height);
  std::vector<std::string> pages;
  double top = 0;
  double end = 0;
  for (const double place : places) {
    if (place - top > page && end > top) {
      pages.push_back(part_of_document(picture.bytes, top, end));
      top = end;
    }
    end = place;
  }
  pages.push_back(part_of_document(picture.bytes, top, end));
  return pages;
}

}  // namespace

std::optional<std::string> RsvgRasterizer::run(const std::vector<std::string>& arguments,
                                               std::string_view input, std::string& error) const {
  // A fixed time, so that the same picture gives the same bytes.
  ChildResult result = run_child(program_, arguments, input, TimeLimit, {"SOURCE_DATE_EPOCH=0"});
  switch (result.end) {
    case ChildResult::End::NotStarted:
      error = fmt::format(
          "it needs the program `{}`, which is not there: install it (Debian: librsvg2-bin, macOS: "
          "librsvg), or write `.svg`",
          program_);
      return std::nullopt;
    case ChildResult::End::TimedOut:
      error = fmt::format("`{}` took too long: try a smaller `--scale`, or write `.svg`", program_);
      return std::nullopt;
    case ChildResult::End::Failed:
      error = fmt::format(
          "`{}` gave up: the picture may be too large for it; try a smaller `--scale`, or write "
          "`.svg`",
          program_);
      return std::nullopt;
    case ChildResult::End::Done:
      return std::move(result.output);
  }
  return std::nullopt;
}

std::optional<std::string> RsvgRasterizer::to_png(std::string_view svg, double scale,
                                                  std::string& error) {
  return run({"--unlimited", "--format", "png", "--zoom", fmt::format("{}", scale)}, svg, error);
}

std::optional<std::string> RsvgRasterizer::to_pdf(const std::vector<std::string>& pages,
                                                  const std::optional<Sheet>& sheet,
                                                  std::string& error) {
  std::vector<std::string> arguments = {"--unlimited", "--format", "pdf"};
  if (sheet) {
    const std::string margin = millimetres(sheet->margin);
    arguments.insert(arguments.end(),
                     {"--page-width", millimetres(sheet->width), "--page-height",
                      millimetres(sheet->height), "--left", margin, "--top", margin, "--width",
                      millimetres(sheet->width - 2 * sheet->margin), "--height",
                      millimetres(sheet->height - 2 * sheet->margin), "--keep-aspect-ratio"});
  }
  std::vector<MemoryFile> files;
  for (const std::string& page : pages) {
    files.emplace_back(page);
    arguments.push_back(files.back().path());
  }
  return run(arguments, "", error);
}

RenderResult render_png(const RenderInput& input) {
  RenderResult result = picture(input);
  std::optional<std::string> bytes;
  if (input.rasterizer == nullptr) {
    result.error = "there is no program that makes bitmaps: write `.svg`";
  } else {
    bytes = input.rasterizer->to_png(result.bytes, input.options.scale, result.error);
  }
  result.bytes = std::move(bytes).value_or("");
  return result;
}

RenderResult render_pdf(const RenderInput& input) {
  RenderResult result = picture(input);
  std::optional<std::string> bytes;
  if (input.rasterizer == nullptr) {
    result.error = "there is no program that makes PDF: write `.svg`";
  } else {
    const diagram::Size size = size_of_document(result.bytes);
    const std::optional<Sheet> sheet = sheet_of(input.options.paper, size);
    const std::vector<std::string> pages =
        sheet ? cut(result, size, *sheet) : std::vector<std::string>{result.bytes};
    bytes = input.rasterizer->to_pdf(pages, sheet, result.error);
  }
  result.bytes = std::move(bytes).value_or("");
  return result;
}

}  // namespace aixc::render
