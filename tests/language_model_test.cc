#include "language/language_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <random>

#include "backward.h"
#include "language/pipeline.h"
#include "trainer.h"
#include "wide_trainer.h"

namespace {

using namespace dragoman;
using namespace dragoman::training;

std::vector<float> random_floats(std::size_t n, std::mt19937& random, float size = 1) {
  std::vector<float> out(n);
  for (float& x : out) x = (static_cast<float>(random() % 20001) / 10000.0F - 1) * size;
  return out;
}

TEST(Matrix, ExponentialIsThatOfTheLibrary) {
  for (float x = -80; x < 80; x += 0.37F)
    EXPECT_NEAR(exponential(x) / std::exp(x), 1.0F, 1e-6F) << x;
  EXPECT_NEAR(hyperbolic_tangent(0.5F), std::tanh(0.5F), 1e-6F);
}

TEST(Matrix, MultipliesAnyRowsAndStrides) {
  std::mt19937 random(1);
  for (const std::size_t m : {1, 2, 5, 6, 7, 11, 13}) {
    const std::size_t n = 32;
    const std::size_t k = 9;
    const auto a = random_floats(m * k, random);
    const auto b = random_floats(k * n, random);
    std::vector<float> across(m * k);  // the same matrix, columns first
    for (std::size_t i = 0; i < m; ++i) {
      for (std::size_t j = 0; j < k; ++j) across[j * m + i] = a[i * k + j];
    }
    std::vector<float> c(m * n, 1.0F);
    std::vector<float> d(m * n, 1.0F);
    multiply_add(m, n, k, a.data(), k, 1, b.data(), n, c.data(), n);
    multiply_add(m, n, k, across.data(), 1, m, b.data(), n, d.data(), n);
    EXPECT_EQ(c, d);
    for (std::size_t i = 0; i < m; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        double sum = 1;
        for (std::size_t l = 0; l < k; ++l)
          sum += static_cast<double>(a[i * k + l]) * static_cast<double>(b[l * n + j]);
        EXPECT_NEAR(c[i * n + j], sum, 1e-5);
      }
    }
  }
}

TEST(Matrix, WholeNumbersComeClose) {
  std::mt19937 random(7);
  for (const std::size_t m : {1, 3, 8, 13, 100}) {
    for (const std::size_t k : {2, 17, 384}) {
      const std::size_t n = 48;
      const auto a = random_floats(m * k, random, 3);
      const auto b = random_floats(k * n, random, 2);
      const auto bias = random_floats(n, random);
      std::vector<std::int16_t> whole(m * k + 1);
      std::vector<float> c(m * n);
      std::vector<float> exact(m * n);
      const float scale = quantise(m * k, a.data(), whole.data());
      multiply_packed(m, whole.data(), k, scale, pack(b.data(), k, n), bias.data(), c.data());
      for (std::size_t i = 0; i < m; ++i) std::copy(bias.begin(), bias.end(), &exact[i * n]);
      multiply_add(m, n, k, a.data(), k, 1, b.data(), n, exact.data(), n);
      for (std::size_t i = 0; i < m * n; ++i)
        ASSERT_NEAR(c[i], exact[i], 0.004 * std::sqrt(static_cast<double>(k))) << m << " " << k;
    }
  }
}

/// Whether `heads` is a tree with one root.
bool is_tree(const std::vector<std::int32_t>& heads) {
  const auto n = static_cast<std::int32_t>(heads.size());
  int roots = 0;
  for (std::int32_t i = 0; i < n; ++i) {
    roots += heads[static_cast<std::size_t>(i)] == n;
    std::int32_t v = i;
    for (std::int32_t k = 0; v != n; ++k) {
      if (k > n) return false;
      v = heads[static_cast<std::size_t>(v)];
    }
  }
  return roots == 1;
}

double worth(const std::vector<float>& scores, const std::vector<std::int32_t>& heads) {
  double sum = 0;
  for (std::size_t i = 0; i < heads.size(); ++i)
    sum += static_cast<double>(scores[i * (heads.size() + 1) + static_cast<std::size_t>(heads[i])]);
  return sum;
}

TEST(BestTree, IsTheBestOfAll) {
  std::mt19937 random(2);
  std::vector<std::int32_t> heads;
  for (int round = 0; round < 400; ++round) {
    const std::size_t n = 1 + random() % 5;
    const auto scores = random_floats(n * (n + 1), random);
    best_tree(scores.data(), n, n + 1, heads);
    ASSERT_TRUE(is_tree(heads));
    // All assignments of heads.
    double best = -1e9;
    std::vector<std::int32_t> all(n, 0);
    for (bool more = true; more;) {
      bool self = false;
      for (std::size_t i = 0; i < n; ++i) self |= all[i] == static_cast<std::int32_t>(i);
      if (!self && is_tree(all)) best = std::max(best, worth(scores, all));
      std::size_t i = 0;
      while (i < n && ++all[i] > static_cast<std::int32_t>(n)) all[i++] = 0;
      more = i < n;
    }
    EXPECT_NEAR(worth(scores, heads), best, 1e-5) << "round " << round << ", " << n << " tokens";
  }
}

TEST(BestTree, HoldsForLongSentences) {
  std::mt19937 random(3);
  std::vector<std::int32_t> heads;
  for (const std::size_t n : {30, 120}) {
    const auto scores = random_floats(n * (n + 1), random, 5);
    best_tree(scores.data(), n, n + 1, heads);
    EXPECT_TRUE(is_tree(heads));
  }
  // Nothing to tell heads apart, and numbers that are none.
  for (const float value : {0.0F, std::nanf("")}) {
    const std::vector<float> scores(20UL * 21UL, value);
    best_tree(scores.data(), 20, 21, heads);
    EXPECT_TRUE(is_tree(heads));
  }
}

NetworkShape tiny_shape() {
  NetworkShape s;
  s.rows = 7;
  s.embedding = 16;
  s.width = 32;
  s.layers = 2;
  s.arc = 16;
  s.relation = 16;
  s.upos = 3;
  s.xpos = 4;
  s.tags = 5;
  s.relations = 4;
  s.entities = 5;
  return s;
}

TEST(Bytes, AreCloseToFloatsAndTheSameInEitherLayout) {
  std::mt19937 random(9);
  for (const std::size_t m : {1, 3, 4, 13, 29}) {
    for (const std::size_t k : {16, 18, 96}) {
      const std::size_t n = 48;
      const auto a = random_floats(m * k, random);
      const auto b = random_floats(k * n, random);
      const auto bias = random_floats(n, random);
      std::vector<float> exact(m * n);
      for (std::size_t i = 0; i < m; ++i)
        std::copy(bias.begin(), bias.end(), exact.begin() + static_cast<std::ptrdiff_t>(i * n));
      multiply_add(m, n, k, a.data(), k, 1, b.data(), n, exact.data(), n);
      std::vector<std::vector<float>> results;
      for (const bool bytes : {false, true}) {
        if (bytes && !multiplies_bytes()) continue;
        ByteRows rows;
        quantise_rows(m, k, a.data(), rows, bytes);
        std::vector<float> c(m * n);
        multiply_bytes(rows, pack_bytes(b.data(), k, n, bytes), bias.data(), c.data());
        results.push_back(c);
      }
      for (std::size_t i = 0; i < m * n; ++i)
        EXPECT_NEAR(results.front()[i], exact[i], 0.008F * static_cast<float>(k));
      EXPECT_EQ(results.front(), results.back());
    }
  }
}

TEST(BestLabels, AreTheBestOfAll) {
  std::mt19937 random(4);
  const NetworkShape s = tiny_shape();
  const NetworkLayout at(s);
  const auto weights = random_floats(at.size, random);
  Activations a;
  a.n = 4;
  a.entity = random_floats(a.n * at.entity_columns, random);
  std::vector<std::uint32_t> labels;
  best_labels(a.entity.data(), a.n, at.entity_columns, weights.data() + at.transition, s.entities,
              labels);
  const auto value = [&](const std::vector<std::uint32_t>& path) {
    float sum = 0;
    for (std::size_t i = 0; i < path.size(); ++i)
      sum += a.entity[i * at.entity_columns + path[i]] +
             weights[at.transition + (i == 0 ? s.entities : path[i - 1]) * s.entities + path[i]];
    return sum;
  };
  float best = -1e9F;
  for (std::uint32_t code = 0; code < 5 * 5 * 5 * 5; ++code)
    best = std::max(best, value({code % 5, code / 5 % 5, code / 25 % 5, code / 125}));
  EXPECT_NEAR(value(labels), best, 1e-5F);
}

TEST(Backward, GradientsAreSlopes) {
  std::mt19937 random(5);
  const NetworkShape s = tiny_shape();
  const NetworkLayout at(s);
  constexpr std::size_t kDimensions = 3;
  const std::size_t dense = at.size + kDimensions * s.embedding;
  auto weights = random_floats(dense, random, 0.4F);
  const auto vectors = random_floats(2 * kDimensions, random);
  const Turner turner{kDimensions, vectors.data()};
  auto table = random_floats(static_cast<std::size_t>(s.rows) * s.embedding, random, 0.7F);
  const std::vector<std::uint16_t> pair = {0, 0, 0, 1, 1, 2, 2, 3, 2, 0};
  Sample sample;
  sample.rows.rows = {0, 3, 1, 4, 5, 2, 3, 6, 1, 6};
  sample.rows.start = {0, 2, 5, 7, 8, 10};
  sample.vectors = {1, 0, -1, 0, 1};
  sample.tags = {0, 3, -1, 4, 1};
  sample.heads = {1, 5, 1, 4, 1};
  sample.relations = {0, 3, 1, 2, -1};
  sample.names = {1, 2, 0, 3, 4};
  Masks masks;
  masks.embedding = random_floats(s.embedding, random, 2);
  for (std::size_t l = 0; l <= s.layers; ++l)
    masks.layer.push_back(random_floats(s.width, random, 2));
  masks.head = random_floats(at.head_columns, random, 2);
  for (auto& m : masks.head) m = std::abs(m);
  Turned turned;
  Gradient gradient;
  Scratch scratch;
  gradient.prepare(s, dense);
  turned.update(s, at, weights.data());
  const LossWeights factors{0.7F, 1.1F, 0.9F, 1.3F};
  const auto loss = [&](Gradient& into) {
    return learn(s, at, pair, table, weights.data(), turned, turner, sample, &masks, factors, into,
                 scratch)
        .total();
  };
  loss(gradient);
  Gradient unused;
  unused.prepare(s, dense);
  int wrong = 0;
  const auto check = [&](float& x, float slope) {
    const float before = x;
    const float step = 4e-3F;
    x = before + step;
    const double up = loss(unused);
    x = before - step;
    const double down = loss(unused);
    x = before;
    const double measured = (up - down) / (2 * static_cast<double>(step));
    // A rectifier may bend within the step: a few may differ.
    wrong += std::abs(measured - static_cast<double>(slope)) > 0.02 + 0.02 * std::abs(measured);
  };
  int tried = 0;
  for (std::size_t i = 0; i < weights.size(); i += 3, ++tried)
    check(weights[i], gradient.weights[i]);
  EXPECT_LT(wrong, tried / 50);
  wrong = 0;
  for (std::size_t i = 0; i < table.size(); ++i) check(table[i], gradient.table[i]);
  EXPECT_LT(wrong, 4);
}

std::vector<Example> tiny_corpus() {
  std::vector<Example> out;
  const std::vector<std::string> people = {"Anna", "Boris", "Chen", "Dana"};
  const std::vector<std::string> verbs = {"met", "praised", "called", "sued"};
  for (const std::string& one : people) {
    for (const std::string& other : people) {
      for (const std::string& verb : verbs) {
        Example e;
        e.forms = {one, verb, other, "."};
        e.lemmas = {one, verb == "met" ? "meet" : verb.substr(0, verb.size() - 1), other, "."};
        e.upos = {"PROPN", "VERB", "PROPN", "PUNCT"};
        e.xpos = {"NNP", "VBD", "NNP", "."};
        e.heads = {1, 4, 1, 1};
        e.relations = {"nsubj", "root", "obj", "punct"};
        e.names = {"B-PER", "O", "B-PER", "O"};
        out.push_back(e);
      }
    }
  }
  return out;
}

Settings tiny_settings() {
  Settings s;
  s.embedding = 16;
  s.width = 32;
  s.layers = 1;
  s.arc = 16;
  s.relation = 16;
  s.buckets = 200;
  s.epochs = 12;
  s.batch = 12;
  s.rate = 5e-3F;
  s.average = 0;  // too few steps for an average
  return s;
}

Document sentence(const std::vector<std::string>& forms) {
  Document d;
  for (const std::string& form : forms) {
    if (!d.text.empty()) d.text += ' ';
    const auto at = static_cast<std::uint32_t>(d.text.size());
    d.text += form;
    d.tokens.push_back({at, static_cast<std::uint32_t>(d.text.size())});
  }
  d.sentences.push_back(
      {0, static_cast<std::uint32_t>(forms.size()), 0, static_cast<std::uint32_t>(d.text.size())});
  return d;
}

Annotated annotate(const Pipeline& p, Document document) {
  Annotated a;
  a.document = std::move(document);
  a.words.resize(a.document.tokens.size());
  const Reader reader(p);
  Workspace w;
  for (const Sentence& s : a.document.sentences) annotate_sentence(reader, s, a, w);
  return a;
}

const std::string& tiny_model() {
  static const std::string bytes = serialize(train(tiny_corpus(), {}, tiny_settings(), {}));
  return bytes;
}

TEST(Training, SameBytesWhateverTheThreads) {
  Settings one = tiny_settings();
  one.threads = 1;
  EXPECT_EQ(tiny_model(), serialize(train(tiny_corpus(), {}, one, {})));
  one.seed += 1;
  EXPECT_NE(tiny_model(), serialize(train(tiny_corpus(), {}, one, {})));
}

TEST(Training, WordsAlikeAreReadAlike) {
  // "Emil" and "vote" stand in no sentence; their vectors are those of other names.
  Sources sources;
  sources.vectors.dimensions = 2;
  sources.vectors.words = {"anna",    "boris",  "chen", "dana", "met",
                           "praised", "called", "sued", "emil", "vote"};
  for (const float x : {1.0F, 1.0F, 1.0F, 1.0F, -1.0F, -1.0F, -1.0F, -1.0F, 1.0F, -1.0F}) {
    sources.vectors.values.push_back(x);
    sources.vectors.values.push_back(-x);
  }
  Settings settings = tiny_settings();
  settings.buckets = 1;  // nothing to tell them apart by but their vectors
  settings.drop_vector = 0;
  settings.epochs = 40;
  const Pipeline p = train(tiny_corpus(), sources, settings, {});
  const Annotated a = annotate(p, sentence({"emil", "vote", "anna", "."}));
  EXPECT_EQ(a.words[0].upos, "PROPN");
  EXPECT_EQ(a.words[1].upos, "VERB");
}

TEST(NameSwap, TakesWholeNamesOfCapitalisedWords) {
  Example e;
  e.forms = {"Mr.", "Ana", "Diaz", "left", "the", "U.N.", "for", "Lima"};
  e.names = {"O", "B-PER", "I-PER", "O", "O", "B-ORG", "O", "B-LOC"};
  const auto spans = swappable_names(e);
  ASSERT_EQ(spans.size(), 2U);  // "U.N." is no plain word
  EXPECT_EQ(spans[0].begin, 1U);
  EXPECT_EQ(spans[0].length, 2U);
  EXPECT_EQ(spans[1].begin, 7U);
  const NameStock stock = names_of({e, e});
  EXPECT_EQ(stock[0][1].size(), 1U);  // each name once
  EXPECT_EQ(stock[1][0].front().front(), "Lima");
}

TEST(Training, LearnsAToyLanguage) {
  Pipeline p;
  ASSERT_TRUE(deserialize(tiny_model(), p));
  const Annotated a = annotate(p, sentence({"Dana", "met", "Boris", "."}));
  ASSERT_EQ(a.words.size(), 4U);
  EXPECT_EQ(a.words[1].upos, "VERB");
  EXPECT_EQ(a.words[1].lemma, "meet");
  EXPECT_EQ(a.words[0].head, 1);
  EXPECT_EQ(a.words[0].deprel, "nsubj");
  EXPECT_EQ(a.words[1].head, -1);
  EXPECT_EQ(a.words[1].deprel, "root");
  EXPECT_EQ(a.words[2].deprel, "obj");
  ASSERT_EQ(a.entities.size(), 2U);
  EXPECT_EQ(a.entities[1].first, 2U);
  EXPECT_EQ(a.entities[1].type, "PER");
}

/// A model whose own network knows no names, with a wide half that does.
Pipeline wide_pipeline() {
  Pipeline p;
  EXPECT_TRUE(deserialize(tiny_model(), p));
  const NetworkLayout at(p.network.shape);
  std::fill(p.network.weights.begin() + static_cast<std::ptrdiff_t>(at.entity),
            p.network.weights.begin() + static_cast<std::ptrdiff_t>(at.head), 0.0F);
  WideSettings settings;
  settings.bits = 10;
  p.names.wide.coarse.assign(p.vocabulary.rows, 0);
  p.names.wide.fine.assign(p.vocabulary.rows, 0);
  train_wide(tiny_corpus(), {}, settings, p, p.names.wide);
  return p;
}

/// The same, with a network that looks for names only.
const std::string& named_model() {
  static const std::string bytes = [] {
    Pipeline p = wide_pipeline();
    Pipeline other;
    EXPECT_TRUE(deserialize(tiny_model(), other));
    p.names.networks.push_back(name_network(other, p, 4));
    return serialize(p);
  }();
  return bytes;
}

TEST(NameFinder, TheWideHalfLearnsNames) {
  const Pipeline p = wide_pipeline();  // labels are views into it
  const Annotated a = annotate(p, sentence({"Dana", "met", "Boris", "."}));
  ASSERT_EQ(a.entities.size(), 2U);
  EXPECT_EQ(a.entities[1].first, 2U);
  EXPECT_EQ(a.entities[1].type, "PER");
  EXPECT_EQ(serialize(wide_pipeline()), serialize(wide_pipeline()));
}

TEST(NameFinder, LeavesTagsAndTreesAlone) {
  Pipeline plain;
  Pipeline named;
  ASSERT_TRUE(deserialize(tiny_model(), plain));
  ASSERT_TRUE(deserialize(named_model(), named));
  const auto a = annotate(plain, sentence({"Chen", "sued", "Anna", "."}));
  const auto b = annotate(named, sentence({"Chen", "sued", "Anna", "."}));
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(a.words[i].xpos, b.words[i].xpos);
    EXPECT_EQ(a.words[i].head, b.words[i].head);
    EXPECT_EQ(a.words[i].deprel, b.words[i].deprel);
  }
  EXPECT_EQ(b.entities.size(), 2U);
}

TEST(NameFinder, MarksTheLongestListedNameAtEachPlace) {
  WideNames wide;
  const auto hash = [](const std::vector<std::string>& words) {
    std::uint64_t h = 0;
    for (const std::string& word : words) h = span_hash(h, word);
    return h;
  };
  wide.spans = {{hash({"new", "harbour"}), kSpanPlace},
                {hash({"new", "harbour", "bank"}), kSpanPlace | kSpanOrganisation}};
  wide.coarse = {0};
  wide.fine = {0};
  Vocabulary none;
  TokenRows rows;
  WideFeatures features;
  const std::vector<std::string_view> forms = {"In", "New", "Harbour", "Bank", "New", "Harbour"};
  token_rows(none, forms, rows);
  wide_features(wide, forms, rows, {{0, forms.size()}}, features);
  std::vector<std::uint64_t> spans;
  for (const WideToken& token : features.seen) spans.push_back(token.spans);
  // First, middle and last are 1, 2 and 3, two bits a type.
  EXPECT_EQ(spans, (std::vector<std::uint64_t>{0, 0, 0, 20, 40, 60, 4, 12, 0, 0}));
}

TEST(NameFinder, LooksOnlyIntoTheStretchesAsked) {
  WideNames wide;
  wide.coarse = {0};
  wide.fine = {0};
  Vocabulary none;
  TokenRows rows;
  WideFeatures some;
  WideFeatures all;
  const std::vector<std::string_view> forms = {"they", "went", "to", "Orvana", "today"};
  token_rows(none, forms, rows);
  wide_features(wide, forms, rows, {{3, 4}}, some);
  wide_features(wide, forms, rows, {{0, forms.size()}}, all);
  ASSERT_EQ(some.start.size(), forms.size() + 1);
  EXPECT_EQ(some.start[3], 0U);
  EXPECT_EQ(some.start[4], some.start[5]);
  // What is seen there is what is seen when all is asked.
  EXPECT_EQ(some.hashes, std::vector<std::uint64_t>(all.hashes.begin() + all.start[3],
                                                    all.hashes.begin() + all.start[4]));
}

TEST(Matrix, SumsRowsInOrderWhateverTheirWidth) {
  for (const std::size_t n : {std::size_t{16}, std::size_t{64}, std::size_t{112}}) {
    std::vector<std::int8_t> table(5 * n);
    for (std::size_t i = 0; i < table.size(); ++i)
      table[i] = static_cast<std::int8_t>(static_cast<int>(i * 37 % 255) - 127);
    const std::vector<float> scale = {0.1F, 0.037F, 1.7F, -0.3F, 0.0F};
    const std::vector<std::uint32_t> rows = {4, 2, 0, 2, 3, 1};
    std::vector<float> sum(n, 9.0F);
    sum_rows(n, rows, 1, rows.size(), scale.data(), table.data(), sum.data());
    for (std::size_t j = 0; j < n; ++j) {
      float want = 0;
      for (std::size_t k = 1; k < rows.size(); ++k)
        want += scale[rows[k]] * static_cast<float>(table[rows[k] * n + j]);
      EXPECT_EQ(sum[j], want) << n << " " << j;
    }
  }
}

TEST(ModelFile, SurvivesTheRoundTrip) {
  for (const std::string* bytes : {&tiny_model(), &named_model()}) {
    Pipeline p;
    ASSERT_TRUE(deserialize(*bytes, p));
    EXPECT_EQ(serialize(p), *bytes);
  }
}

TEST(ModelFile, RefusesAnotherVersion) {
  std::string old = tiny_model();
  old[7] = '1';
  Pipeline p;
  EXPECT_FALSE(deserialize(old, p));
}

TEST(ModelFile, ReadsFilesFromBeforeThereWasHelpForNames) {
  // They end where the help would begin: two numbers that say there is none.
  std::string old = tiny_model().substr(0, tiny_model().size() - 16);
  old[7] = '2';
  Pipeline p;
  ASSERT_TRUE(deserialize(old, p));
  EXPECT_EQ(serialize(p), tiny_model());
  Pipeline named;
  old = named_model();
  old[7] = '2';
  EXPECT_FALSE(deserialize(old, named));
}

TEST(ModelFile, RefusesWhatIsCutShort) {
  const std::string& whole = named_model();
  for (std::size_t size = 0; size < whole.size(); size += size < 600 ? 1 : 97) {
    Pipeline p;
    EXPECT_FALSE(deserialize(std::string_view(whole).substr(0, size), p)) << size << " bytes";
  }
  Pipeline p;
  EXPECT_FALSE(deserialize(whole + "x", p));
}

TEST(ModelFile, NeverCrashesOnDamage) {
  std::mt19937 random(6);
  int refused = 0;
  for (int round = 0; round < 300; ++round) {
    std::string bytes = round % 3 == 0 ? tiny_model() : named_model();
    // Half of the damage in the first bytes, where the sizes are.
    const std::size_t range = round % 2 == 0 ? std::size_t{400} : bytes.size();
    for (int k = 0; k < 3; ++k) bytes[random() % range] = static_cast<char>(random());
    Pipeline p;
    if (!deserialize(bytes, p)) {
      ++refused;
      continue;
    }
    const Annotated a = annotate(p, sentence({"Dana", "met", "Boris", "."}));
    for (const Word& w : a.words) EXPECT_LT(w.head, 4);
  }
  EXPECT_GT(refused, 50);
}

TEST(ModelFile, ErrorsNameTheFileAndTheRemedy) {
  const auto absent = load_fast_model("/no/such/model.drg");
  ASSERT_FALSE(absent.ok());
  EXPECT_NE(absent.error().message().find("/no/such/model.drg"), std::string::npos);
  EXPECT_NE(absent.error().message().find("make models"), std::string::npos);
  const std::string path = testing::TempDir() + "short.drg";
  std::ofstream(path, std::ios::binary) << tiny_model().substr(0, 1000);
  const auto cut = load_fast_model(path);
  ASSERT_FALSE(cut.ok());
  EXPECT_NE(cut.error().message().find("cut short"), std::string::npos);
  std::remove(path.c_str());
}

TEST(Annotate, TakesEmptyAndVeryLongSentences) {
  Pipeline p;
  ASSERT_TRUE(deserialize(tiny_model(), p));
  EXPECT_TRUE(annotate(p, sentence({})).words.empty());
  std::vector<std::string> forms;
  for (int i = 0; i < 1201; ++i) forms.push_back(i % 3 == 0 ? "met" : "Anna");
  const Annotated a = annotate(p, sentence(forms));
  int roots = 0;
  for (const Word& w : a.words) roots += w.head < 0;
  EXPECT_EQ(roots, 1);
  // Bytes that are no UTF-8, and a word of a megabyte.
  EXPECT_EQ(annotate(p, sentence({"\xff\xfe", std::string(1 << 20, 'a')})).words.size(), 2U);
}

}  // namespace
