#include "support.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utf8proc.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

extern char** environ;  // NOLINT: POSIX names it so

namespace dragoman::testing_support {

const Coder& shipped_coder() {
  static const Coder coder = [] {
    CoderOptions options;
    options.data = DRAGOMAN_SOURCE_DIR "/data";
    options.model = DRAGOMAN_SOURCE_DIR "/models/en-fast.drg";
    options.ranker = DRAGOMAN_SOURCE_DIR "/models/ranker.drg";
    auto opened = Coder::open(options);
    if (!opened.ok()) {
      ADD_FAILURE() << opened.error().message();
      std::abort();
    }
    return std::move(opened.value());
  }();
  return coder;
}

CodedArticle code_text(const std::string& text) {
  Article article;
  article.id = "test";
  article.published = "2025-03-11";
  article.text = text;
  return shipped_coder().code(std::move(article));
}

ScratchFolder::ScratchFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "dragoman-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) ADD_FAILURE() << "no scratch folder";
  path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

std::string ScratchFolder::write(const std::string& name, std::string_view bytes) const {
  const std::filesystem::path file = path_ / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out << bytes;
  EXPECT_TRUE(out.flush()) << file;
  return file.string();
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Outcome run_program(const std::vector<std::string>& command, std::string_view input) {
  const ScratchFolder scratch;
  const std::string in = scratch.write("in", input);
  const std::string out = scratch.write("out", "");
  const std::string err = scratch.write("err", "");
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, in.c_str(), O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), O_WRONLY, 0);
  std::vector<std::string> words = command;
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  Outcome outcome;
  if (failed != 0) {
    ADD_FAILURE() << command.front() << " cannot be started";
    return outcome;
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  outcome.out = bytes_of(out);
  outcome.err = bytes_of(err);
  return outcome;
}

Outcome run_dragoman(const std::vector<std::string>& arguments, std::string_view input) {
  std::vector<std::string> command = {DRAGOMAN_BINARY};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run_program(command, input);
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t at = text.find('\n');
    lines.emplace_back(text.substr(0, at));
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  }
  return lines;
}

bool valid_utf8(std::string_view text) {
  while (!text.empty()) {
    utf8proc_int32_t code = 0;
    const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                    static_cast<utf8proc_ssize_t>(text.size()), &code);
    if (n <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace dragoman::testing_support
