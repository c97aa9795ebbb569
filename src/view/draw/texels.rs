//! Textures that the shaders read as lists: WebGL2 has no storage buffers.

use bevy::render::{
    render_resource::{
        Extent3d, TexelCopyBufferLayout, Texture, TextureDescriptor, TextureDimension,
        TextureFormat, TextureUsages, TextureView, TextureViewDescriptor,
    },
    renderer::{RenderDevice, RenderQueue},
};

use super::{mirror::ROW, pages::Pages};

/// A list of texels, one for each element, `ROW` texels in a row. The number of rows doubles when
/// the list is full.
pub(super) struct TexelList {
    pub view: TextureView,
    /// Number of elements.
    pub count: u32,
    texture: Texture,
    label: &'static str,
    format: TextureFormat,
    rows: u32,
}

impl TexelList {
    pub fn new(
        device: &RenderDevice,
        label: &'static str,
        format: TextureFormat,
        rows: u32,
    ) -> Self {
        let texture = device.create_texture(&TextureDescriptor {
            label: Some(label),
            size: Extent3d {
                width: ROW as u32,
                height: rows,
                depth_or_array_layers: 1,
            },
            mip_level_count: 1,
            sample_count: 1,
            dimension: TextureDimension::D2,
            format,
            usage: TextureUsages::TEXTURE_BINDING | TextureUsages::COPY_DST,
            view_formats: &[],
        });
        Self {
            view: texture.create_view(&TextureViewDescriptor::default()),
            count: 0,
            texture,
            label,
            format,
            rows,
        }
    }

    /// Makes room for the elements. Returns whether a new texture was needed: everything is due
    /// then.
    pub fn make_room<const N: usize>(
        &mut self,
        device: &RenderDevice,
        pages: &mut Pages<N>,
    ) -> bool {
        let rows = pages.instances().len().div_ceil(ROW) as u32;
        if rows <= self.rows {
            return false;
        }
        *self = Self::new(device, self.label, self.format, rows.next_power_of_two());
        pages.mark_all_due();
        true
    }

    /// Uploads the pages that are due; returns the number of bytes.
    pub fn upload_due<const N: usize>(
        &mut self,
        queue: &RenderQueue,
        pages: &mut Pages<N>,
    ) -> usize {
        self.count = pages.instances().len() as u32;
        let mut sent = 0;
        for due in pages.take_due() {
            // A copy is a rectangle of texels: split the range at the ends of rows.
            for [start, end] in split_into_rectangles(due.start, due.end) {
                let bytes = pages.instances()[start..end].as_flattened();
                let width = (end - start).min(ROW);
                let mut place = self.texture.as_image_copy();
                place.origin.x = (start % ROW) as u32;
                place.origin.y = (start / ROW) as u32;
                queue.write_texture(
                    place,
                    bytes,
                    TexelCopyBufferLayout {
                        offset: 0,
                        bytes_per_row: Some((width * N) as u32),
                        rows_per_image: None,
                    },
                    Extent3d {
                        width: width as u32,
                        height: ((end - start) / width) as u32,
                        depth_or_array_layers: 1,
                    },
                );
                sent += bytes.len();
            }
        }
        sent
    }
}

/// Splits a range of elements into rectangles of the texture: the end of a row, whole rows, the
/// beginning of a row.
fn split_into_rectangles(start: usize, end: usize) -> impl Iterator<Item = [usize; 2]> {
    let first = start.next_multiple_of(ROW).min(end);
    let last = (end / ROW * ROW).max(first);
    [[start, first], [first, last], [last, end]]
        .into_iter()
        .filter(|[start, end]| start < end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rectangles_cover_a_range_in_order(start in 0_usize..5 * ROW, length in 0_usize..4 * ROW) {
            let mut at = start;
            for [from, to] in split_into_rectangles(start, start + length) {
                prop_assert_eq!(from, at);
                let one_row = from / ROW == (to - 1) / ROW;
                let whole_rows = from % ROW == 0 && (to - from) % ROW == 0;
                prop_assert!(one_row || whole_rows);
                at = to;
            }
            prop_assert_eq!(at, start + length);
        }
    }
}
