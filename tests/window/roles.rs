//! Roles and names: a screen reader finds every control of the real panels.

use bevy::input::keyboard::Key;
use bevy_egui::egui::accesskit::Role;
use gradswarm::panel::PanelPlace;
use kittest::{AccessKitNode, NodeT, Queryable};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    every_control_has_a_role_and_a_name,
    what_opens_over_the_graph_has_roles_and_names,
    a_phone_has_roles_and_names,
}

/// A node of the tree that a screen reader gets.
#[derive(Clone)]
struct Node<'tree>(AccessKitNode<'tree>);

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{:?} {:?}", self.0.role(), self.0.label())
    }
}

impl<'tree> NodeT<'tree> for Node<'tree> {
    fn accesskit_node(&self) -> AccessKitNode<'tree> {
        self.0
    }

    fn new_related(&self, child_node: AccessKitNode<'tree>) -> Self {
        Self(child_node)
    }
}

/// Roles that a user can act on.
const ACTIVE: [Role; 8] = [
    Role::Button,
    Role::CheckBox,
    Role::ComboBox,
    Role::Link,
    Role::RadioButton,
    Role::Slider,
    Role::SpinButton,
    Role::TextInput,
];

fn every_control_has_a_role_and_a_name(rig: &mut Rig) {
    rig.settle_seed();
    rig.select_a_leaf();
    for place in [
        PanelPlace::Explore,
        PanelPlace::Learn,
        PanelPlace::Look,
        PanelPlace::Physics,
    ] {
        rig.open_place(place);
        let count = expect_controls(rig, &expected_controls(place));
        assert!(count > 15, "{count} controls with {place:?} open");
    }
}

/// Every control that can be acted on has a name, and these are among them. Returns their number.
#[track_caller]
fn expect_controls(rig: &mut Rig, expected: &[(Role, &str)]) -> usize {
    let tree = rig.accessibility_tree();
    let root = Node(tree.root());
    let active = root.query_all(kittest::by().predicate(|node| ACTIVE.contains(&node.role())));
    let mut found = Vec::new();
    for node in active {
        let node = node.accesskit_node();
        let name = node.label().unwrap_or_default();
        assert!(
            name.chars().any(char::is_alphanumeric),
            "a {:?} is called {name:?}",
            node.role()
        );
        found.push((node.role(), name));
    }
    for (role, name) in expected {
        // A menu's entry is followed by its key.
        let is_it = |(of, full): &(Role, String)| of == role && full.starts_with(name);
        assert!(found.iter().any(is_it), "no {role:?} {name:?} in {found:?}");
    }
    found.len()
}

/// Menus, the search, the help, a wave and a level.
fn what_opens_over_the_graph_has_roles_and_names(rig: &mut Rig) {
    rig.settle_seed();
    rig.press("menu");
    expect_controls(rig, &[(Role::Button, "Select all")]);
    rig.key(Key::Escape);
    rig.press("scene/choice");
    expect_controls(rig, &[(Role::Button, "binary tree")]);
    rig.key(Key::Escape);
    rig.press("panel/search");
    expect_controls(
        rig,
        &[(Role::TextInput, "Search"), (Role::Button, "weights")],
    );
    rig.press("search/close");
    rig.press("panel/help");
    rig.until("the list of keys", |rig| rig.rect("help/close").is_some());
    (0..3).for_each(|_| rig.step());
    expect_controls(
        rig,
        &[(Role::Button, "First steps"), (Role::Button, "Close")],
    );
    rig.press("help/close");
    rig.press("wave/run");
    (0..4).for_each(|_| rig.step());
    expect_controls(rig, &[]);
    rig.press("wave/stop");
    rig.key(Key::PageUp);
    (0..4).for_each(|_| rig.step());
    expect_controls(rig, &[]);
    rig.key(Key::PageDown);
}

/// The tabs, the sheets, and the card of the selected vertex.
fn a_phone_has_roles_and_names(rig: &mut Rig) {
    rig.settle_seed();
    rig.resize(390.0, 844.0);
    rig.tap("place/explore");
    rig.tap("place/explore");
    rig.select_a_leaf();
    expect_controls(rig, &[(Role::Button, "Inspect")]);
    for place in PanelPlace::ALL {
        rig.tap(place.control());
        (0..3).for_each(|_| rig.step());
        let count = expect_controls(rig, &[]);
        assert!(count > 10, "{count} controls with {place:?} open");
        rig.tap(place.control());
    }
}

/// Some controls by role and name: those of every drawer, and the ones of this place.
fn expected_controls(place: PanelPlace) -> Vec<(Role, &'static str)> {
    let mut expected = vec![
        (Role::Button, "Menu"),
        (Role::Button, "Search"),
        (Role::Button, "Keys and gestures"),
        (Role::Button, "Pause"),
        (Role::Button, "One step"),
        (Role::Button, "Train"),
        (Role::Button, "To the end"),
        (Role::Button, "Wave"),
        (Role::Button, "Zoom to it"),
        (Role::CheckBox, "Pinned"),
        (Role::SpinButton, "value"),
    ];
    expected.extend(match place {
        PanelPlace::Explore => vec![
            (Role::Button, "Grow again"),
            (Role::SpinButton, "random seed"),
        ],
        PanelPlace::Learn => vec![
            (Role::Button, "One round"),
            (Role::Button, "Forward pass"),
            (Role::SpinButton, "learning rate"),
            (Role::SpinButton, "rounds"),
        ],
        PanelPlace::Look => vec![
            (Role::Button, "Default look"),
            (Role::CheckBox, "Labels"),
            (Role::CheckBox, "Reduce motion"),
        ],
        PanelPlace::Physics => vec![
            (Role::Button, "Default physics"),
            (Role::SpinButton, "attraction"),
            (Role::CheckBox, "Limit steps"),
        ],
        PanelPlace::Inspector => Vec::new(),
    });
    expected
}
