// What this window knows: who acts in it, where, and what is there.

export const state = {
  office: null,
  app: null,
  person: null,
  places: [],
  place: null,
  news: [],
  device: { number: 1, count: 1 },
};

const MAY_MANAGE = ["planning", "it"];

export function mayManage() {
  return state.person.roles.some((role) => MAY_MANAGE.includes(role));
}

export function personBy(oid) {
  return state.office.people.find((person) => person.oid === oid);
}

export function channelBy(id) {
  return state.office.channels.find((channel) => channel.id === id);
}

export function placeBy(id) {
  return state.places.find((place) => place.id === id);
}

// Who belongs to a channel; private and shared ones have lists of their own.
export function membersOf(channel) {
  const { people } = state.office;
  if (channel.kind === "standard") return people.filter((person) => person.is_member);
  const own = people.filter((person) => channel.members.includes(person.oid));
  return channel.kind === "private" ? own.filter((person) => person.is_member) : own;
}

// The address of a window: whoever opens it acts as this person.
export function addressOf(person, place) {
  const parts = { person: person.oid, ...(place ? { place: place.id } : {}) };
  return `${location.pathname}?${new URLSearchParams(parts)}`;
}

// What the address asks for; older ones have it behind the hash.
export function wantedOf(name) {
  const found = [location.search, location.hash.slice(1)].map((text) => new URLSearchParams(text).get(name));
  return found[1] || found[0];
}
