//! A search as the user typed it: words of a learner, names, and a measure for the best match.
//!
//! `weights of layer 2` becomes parts that a vertex's words must contain, in any order. Numbers
//! belong to the noun before them, so `layer 1` does not find `layer 10`.

use std::borrow::Cow;

/// Finds the vertex with the largest magnitude of the gradient.
pub(super) const LARGEST_GRADIENT: &str = "largest gradient";
/// Finds the vertex with the most edges.
pub(super) const HIGHEST_DEGREE: &str = "highest degree";

/// Nouns that may be typed in the plural.
const NOUNS: [&str; 14] = [
    "activation",
    "bias",
    "constant",
    "degree",
    "gradient",
    "input",
    "layer",
    "loss",
    "neuron",
    "output",
    "parameter",
    "prediction",
    "sample",
    "target",
];
/// Nouns that a number may follow.
const NUMBERED: [&str; 8] = [
    "input",
    "layer",
    "neuron",
    "output",
    "prediction",
    "sample",
    "target",
    "weight",
];
/// Words that join others and name nothing.
const FILLERS: [&str; 7] = ["a", "and", "at", "for", "in", "of", "the"];
/// Words that ask for the best match.
const SUPERLATIVES: [&str; 5] = ["biggest", "greatest", "highest", "largest", "most"];

/// The quantity that the best match has most of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// The magnitude of its gradient.
    Gradient,
    /// The number of its edges.
    Degree,
}

/// A search as typed. The default one finds nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// All words as one phrase, in lower case.
    pub phrase: String,
    /// Texts that a vertex's words must contain. A text with a space at both ends is a whole word.
    pub parts: Vec<String>,
    /// Whether a part is a whole word, so that the phrase counts only if the parts find nothing.
    pub exact: bool,
    /// Keeps only the best of the vertices found, or of all vertices if there are no words.
    pub measure: Option<Measure>,
}

impl Query {
    /// Reads a text in any case.
    pub fn parse(text: &str) -> Self {
        let lower = text.to_lowercase();
        let mut words: Vec<&str> = split_words(&lower).collect();
        let measure = take_measure(&mut words);
        if measure.is_some() {
            words.retain(|word| !FILLERS.contains(word));
        }
        let mut query = Self {
            phrase: words.join(" "),
            measure,
            ..Self::default()
        };
        let mut words = words
            .into_iter()
            .filter(|word| !FILLERS.contains(word))
            .map(|word| word.trim_end_matches([',', ';']))
            .filter(|word| !word.is_empty())
            .peekable();
        while let Some(word) = words.next() {
            let noun = to_singular(word);
            let number = if NUMBERED.contains(&noun) {
                words.next_if(|next| is_number(next))
            } else {
                None
            };
            match number {
                Some(number) => query.require_word(&format!("{noun} {}", from_one(number))),
                None if is_short_name(word) => query.require_word(&from_one(word)),
                None => query.parts.push(noun.to_owned()),
            }
        }
        query
    }

    /// Requires whole words.
    fn require_word(&mut self, word: &str) {
        self.exact = true;
        self.parts.push(format!(" {word} "));
    }
}

/// The words of a text; the dots between the parts of a label are none.
pub(super) fn split_words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| *word != "·")
}

/// Takes the two words that ask for the best match, such as `largest gradient`.
fn take_measure(words: &mut Vec<&str>) -> Option<Measure> {
    let superlative = words.iter().position(|word| SUPERLATIVES.contains(word))?;
    let measures = [("gradient", Measure::Gradient), ("degree", Measure::Degree)];
    let (place, measure) = words.iter().enumerate().find_map(|(place, word)| {
        let noun = to_singular(word);
        let (_, measure) = measures.iter().find(|(known, _)| *known == noun)?;
        Some((place, *measure))
    })?;
    words.remove(superlative.max(place));
    words.remove(superlative.min(place));
    Some(measure)
}

/// The singular of a learner's noun; other words stay as they are.
fn to_singular(word: &str) -> &str {
    let singular = |ending: &str| {
        word.strip_suffix(ending)
            .filter(|noun| NOUNS.contains(noun) || NUMBERED.contains(noun))
    };
    singular("s").or_else(|| singular("es")).unwrap_or(word)
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A name with its number counted from one. Names start at one, so a zero comes from somebody who
/// counts as the notebook's code does, and means the first: `w0` is `w1`.
fn from_one(name: &str) -> Cow<'_, str> {
    match name.strip_suffix('0') {
        Some(letter) if !letter.ends_with(|digit: char| digit.is_ascii_digit()) => {
            Cow::Owned(format!("{letter}1"))
        }
        _ => Cow::Borrowed(name),
    }
}

/// Whether a word is the short name of a weight, an input or an output, such as `w2`, or `b` for a
/// bias.
fn is_short_name(word: &str) -> bool {
    word == "b" || word.strip_prefix(['w', 'x', 'y']).is_some_and(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<String> {
        Query::parse(text).parts
    }

    #[test]
    fn numbers_belong_to_their_nouns_and_plurals_to_their_singulars() {
        assert_eq!(parts("Weights of layer 2"), ["weight", " layer 2 "]);
        assert_eq!(
            parts("w1 neuron 3, layer 1"),
            [" w1 ", " neuron 3 ", " layer 1 "]
        );
        assert_eq!(parts("BIASES"), ["bias"]);
        assert_eq!(parts("b"), [" b "]);
        assert_eq!(
            parts("w0 w10 x0 layer 0 sample 20"),
            [" w1 ", " w10 ", " x1 ", " layer 1 ", " sample 20 "]
        );
        assert_eq!(parts("inputs · sample 2"), ["input", " sample 2 "]);
        assert_eq!(parts("losses"), ["loss"]);
        assert_eq!(parts("w layers"), ["w", "layer"]);
        assert_eq!(parts("v12 tanh **2"), ["v12", "tanh", "**2"]);
        assert_eq!(parts("class glasses"), ["class", "glasses"]);
        assert!(parts(" , ; the").is_empty());
    }

    #[test]
    fn a_superlative_and_a_measure_ask_for_the_best() {
        for (text, measure, phrase) in [
            (LARGEST_GRADIENT, Some(Measure::Gradient), ""),
            (HIGHEST_DEGREE, Some(Measure::Degree), ""),
            (
                "the largest gradient of the weights",
                Some(Measure::Gradient),
                "weights",
            ),
            ("Highest Degrees", Some(Measure::Degree), ""),
            ("largest", None, "largest"),
            ("gradient", None, "gradient"),
        ] {
            let query = Query::parse(text);
            assert_eq!((query.measure, query.phrase.as_str()), (measure, phrase));
        }
        assert_eq!(parts("largest gradient of the weights"), ["weight"]);
    }

    #[test]
    fn a_phrase_counts_first_unless_a_name_is_exact() {
        let query = Query::parse("Queen of Hearts");
        assert_eq!(
            (query.phrase.as_str(), query.exact),
            ("queen of hearts", false)
        );
        assert_eq!(query.parts, ["queen", "hearts"]);
        assert!(Query::parse("layer 1").exact);
        assert_eq!(Query::parse("  "), Query::default());
    }
}
