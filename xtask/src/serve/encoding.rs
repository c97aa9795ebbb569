//! Which packed form of a file a browser takes (RFC 9110, 12.5.3).

/// A way a file can be packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The name in the `Content-Encoding` header.
    pub name: &'static str,
    /// The ending of the packed file.
    pub ending: &'static str,
}

/// The encodings of packed files, the smallest first.
const ENCODINGS: [Encoding; 2] = [
    Encoding {
        name: "br",
        ending: "br",
    },
    Encoding {
        name: "gzip",
        ending: "gz",
    },
];

/// The smallest form that the browser accepts and that is there.
pub fn choose(accept_encoding: &str, is_there: impl Fn(&str) -> bool) -> Option<Encoding> {
    ENCODINGS
        .into_iter()
        .find(|encoding| accepts(accept_encoding, encoding.name) && is_there(encoding.ending))
}

fn accepts(header: &str, name: &str) -> bool {
    header.split(',').any(|part| {
        let mut words = part.split(';').map(str::trim);
        let named = words
            .next()
            .is_some_and(|word| word.eq_ignore_ascii_case(name));
        // `q=0`, in any of its spellings, means "not this one".
        let refused = words.any(|word| {
            word.strip_prefix("q=")
                .and_then(|q| q.parse::<f32>().ok())
                .is_some_and(|q| q <= 0.0)
        });
        named && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(header: &str, there: &[&str]) -> Option<&'static str> {
        choose(header, |ending| there.contains(&ending)).map(|encoding| encoding.name)
    }

    #[test]
    fn brotli_is_preferred_where_both_will_do() {
        assert_eq!(name("gzip, deflate, br, zstd", &["gz", "br"]), Some("br"));
        assert_eq!(name("gzip, deflate", &["gz", "br"]), Some("gzip"));
        assert_eq!(name("br", &["gz"]), None);
    }

    #[test]
    fn what_is_refused_is_not_sent() {
        assert_eq!(name("", &["gz", "br"]), None);
        assert_eq!(name("br;q=0, gzip;q=0.5", &["gz", "br"]), Some("gzip"));
        assert_eq!(name("brotli, gzipped", &["gz", "br"]), None);
    }
}
