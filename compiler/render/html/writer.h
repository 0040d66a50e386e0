// Builds the text of an HTML page.
#pragma once

#include <string>
#include <string_view>

namespace aixc::render {

// ` name="value"`, escaped.
std::string attribute(std::string_view name, std::string_view value);

// Everything that a user wrote passes `text`, `attribute`, `link` or `id_of` (svg/writer.h), and
// nothing else does, so no input can add markup, load or run anything.
class HtmlWriter {
 public:
  // The renderer's own markup.
  HtmlWriter& raw(std::string_view markup);
  // A user's text, escaped. One that changes the direction of writing is isolated, so that it
  // cannot turn round what stands beside it; one with a very long word may be broken within it.
  HtmlWriter& text(std::string_view text);
  // `attributes` is markup that begins with a blank.
  HtmlWriter& open(std::string_view tag, std::string_view attributes = {});
  HtmlWriter& close(std::string_view tag);
  HtmlWriter& element(std::string_view tag, std::string_view text,
                      std::string_view attributes = {});
  // A link out of the page if the URL is safe, else only its text.
  HtmlWriter& link(std::string_view url, std::string_view text);

  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace aixc::render
