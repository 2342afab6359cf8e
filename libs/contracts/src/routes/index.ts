export { pathOf, routeTable } from './route.ts';
export type {
  BodyOf,
  GivenBodyOf,
  GivenQueryOf,
  JsonOf,
  Method,
  ParamsOf,
  QueryOf,
  Route,
  RouteAnswer,
  RouteTable,
  StatusOf,
} from './route.ts';
